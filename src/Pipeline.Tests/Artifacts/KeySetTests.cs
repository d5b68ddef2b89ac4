using CsCheck;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Tables;

namespace Pipeline.Tests.Artifacts;

[TestFixture]
internal sealed class KeySetTests
{
    private static RowKey Key(int number) => RowKey.Of(BitConverter.GetBytes(number));

    [Test]
    public void Every_key_of_it_is_found_before_and_after_it_was_written() => Gen.Int.Array[0, 2000].Sample(numbers =>
    {
        var keys = numbers.Select(Key).ToList();
        var written = KeySet.Of(keys);
        var read = KeySet.Read(written.ToBytes())!;
        return keys.TrueForAll(key => written.Contains(key) && read.Contains(key)) && read.ToBytes().SequenceEqual(written.ToBytes());
    }, iter: 50);

    [Test]
    public void Of_other_keys_about_one_in_8192_is_taken_for_its_own()
    {
        var set = KeySet.Of(Enumerable.Range(0, 20_000).Select(Key));
        var wrong = Enumerable.Range(1_000_000, 400_000).Count(number => set.Contains(Key(number)));

        Assert.That(wrong, Is.InRange(20, 90), "400,000 / 8,192 is 49");
        Assert.That(set.ToBytes(), Has.Length.LessThan(20_000 * 2.5));
    }

    [Test]
    public void An_empty_set_holds_nothing() => Assert.That(KeySet.Read(KeySet.Of([]).ToBytes())!.Contains(Key(1)), Is.False);

    [Test]
    public void Its_bytes_depend_on_neither_the_order_of_keys_nor_their_number() =>
        Assert.That(KeySet.Of([Key(2), Key(1), Key(2)]).ToBytes(), Is.EqualTo(KeySet.Of([Key(1), Key(2)]).ToBytes()));

    [Test]
    public void Other_bytes_are_refused_in_bounded_time_and_memory()
    {
        var sound = KeySet.Of(Enumerable.Range(0, 100).Select(Key)).ToBytes();

        Assert.That(KeySet.Read([]), Is.Null);
        Assert.That(KeySet.Read(sound.AsSpan(0, sound.Length - 1)), Is.Null);
        Assert.That(KeySet.Read([.. sound, 0]), Is.Null);
        Assert.That(KeySet.Read([255, 255, 255, 255, 255, 255, 255, 127, 1]), Is.Null, "more keys than bytes");
        Assert.That(KeySet.Read([1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]), Is.Null, "a number without end");
    }
}
