using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Tests.Tables;

namespace Pipeline.Tests.Files;

[TestFixture]
internal sealed class GunzipStreamTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i},{i * 7919 % 1000}\n")));

    [Test]
    public void Whatever_was_packed_comes_out_again()
    {
        // Random bytes do not shrink, so that members of all sizes around the inflater's buffer come about.
        Gen.Byte.Array[0, 20000].Array[1, 3].Sample(members =>
        {
            var packed = members.SelectMany(SmallTables.Gzip).ToArray();
            return Unpack(packed).AsSpan().SequenceEqual(members.SelectMany(member => member).ToArray());
        }, iter: 300);
    }

    [Test]
    public void An_empty_member_is_one()
    {
        var empty = Convert.FromHexString("1f8b08000000000000030300" + "0000000000000000");

        Assert.That(Unpack(empty), Is.Empty);
        Assert.That(Unpack([.. empty, .. SmallTables.Gzip(Text), .. empty]), Is.EqualTo(Text));
    }

    [Test]
    public void A_file_cut_off_anywhere_is_an_error()
    {
        var packed = SmallTables.Gzip(Text);
        for (var cut = 1; cut < packed.Length; cut += cut < 40 || cut > packed.Length - 40 ? 1 : 97)
            Assert.That(() => Unpack(packed[..cut]), Throws.TypeOf<InvalidDataException>(), $"cut at {cut} of {packed.Length}");
    }

    [Test]
    public void A_file_cut_off_stays_an_error_however_often_it_is_read([Values(100, 5000)] int cut)
    {
        using var stream = new GunzipStream(new MemoryStream(SmallTables.Gzip(Text)[..cut]));

        for (var i = 0; i < 3; i++)
            Assert.That(() => stream.CopyTo(Stream.Null), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void A_second_member_cut_off_anywhere_is_an_error()
    {
        var packed = SmallTables.Gzip("a,b\n"u8.ToArray());
        for (var cut = 1; cut < packed.Length; cut++)
            Assert.That(() => Unpack([.. packed, .. packed[..cut]]), Throws.TypeOf<InvalidDataException>(), $"cut at {cut}");
    }

    [Test]
    public void A_damaged_byte_is_an_error_or_changes_nothing()
    {
        var packed = SmallTables.Gzip("a,b\n1,2\n"u8.ToArray());
        byte[] two = [.. packed, .. packed];
        var whole = Unpack(two);
        for (var at = 0; at < two.Length * 8; at++)
        {
            var damaged = two.ToArray();
            damaged[at / 8] ^= (byte)(1 << (at % 8));
            byte[]? read = null;
            try
            {
                read = Unpack(damaged);
            }
            catch (InvalidDataException)
            {
            }
            Assert.That(read, Is.Null.Or.EqualTo(whole), $"bit {at}");
        }
    }

    [Test]
    public void Bytes_that_follow_are_an_error() =>
        Assert.That(() => Unpack([.. SmallTables.Gzip(Text), 1, 2, 3]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("something else than gzip follows"));

    [Test]
    public void A_header_may_have_a_name_a_comment_extra_bytes_and_a_checksum()
    {
        var packed = SmallTables.Gzip(Text);
        byte[] header = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 7, 7, 7, .. "a.csv\0"u8, .. "said\0"u8, 9, 9];

        Assert.That(Unpack([.. header, .. packed[10..]]), Is.EqualTo(Text));
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var stream = new GunzipStream(new MemoryStream(packed));
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return text.ToArray();
    }
}
