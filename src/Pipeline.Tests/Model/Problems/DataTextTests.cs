using NUnit.Framework;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Model.Problems;

[TestFixture]
internal sealed class DataTextTests
{
    private const string Forty = "0123456789012345678901234567890123456789";

    [TestCase("", "''")]
    [TestCase(Forty, $"'{Forty}'")]
    [TestCase(Forty + "x", "'012345678901234567890123456789012345678…'")]
    [TestCase("two\r\nlines\u0000", "'two\\r\\nlines\\u0000'")]
    public void A_value_is_quoted_and_ends_after_forty_characters(string value, string shown) => Assert.That(DataText.Quote(value), Is.EqualTo(shown));

    [Test]
    public void A_character_of_two_halves_is_not_cut_in_two()
    {
        var shown = DataText.Quote(new string('x', 38) + "😀😀😀");

        Assert.That(shown, Is.EqualTo($"'{new string('x', 38)}…'"));
    }

    [Test]
    public void A_name_is_long_enough_to_find_it_again() =>
        Assert.That((DataText.Name(new string('n', 100)).Length, DataText.Name(new string('n', 1000)).Length), Is.EqualTo((102, 102)));

    [TestCase(0, "")]
    [TestCase(2, "'v0', 'v1'")]
    [TestCase(3, "'v0', 'v1', 'v2'")]
    [TestCase(4, "'v0', 'v1', 'v2' and 1 more")]
    [TestCase(2003, "'v0', 'v1', 'v2' and 2,000 more")]
    public void A_list_has_an_end(int count, string shown)
    {
        var values = Enumerable.Range(0, count).Select(i => $"v{i}").ToList();

        Assert.That((DataText.List(values, 3), DataText.Names(values, 3)), Is.EqualTo((shown, shown)));
    }
}
