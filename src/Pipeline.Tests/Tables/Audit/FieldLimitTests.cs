using NUnit.Framework;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class FieldLimitTests
{
    [TestCase("0", 0, 1000, false)]
    [TestCase("0", 1, 1000, true)]
    [TestCase("20", 20, 1000, false)]
    [TestCase("20", 21, 1000, true)]
    [TestCase("0%", 1, 1000, true)]
    [TestCase("0.5%", 5, 1000, false)]
    [TestCase("0.5%", 6, 1000, true)]
    [TestCase("29%", 29, 100, false, Description = "0.29 · 100 is less than 29 in binary")]
    [TestCase("100%", 1000, 1000, false)]
    [TestCase("10%", 0, 0, false)]
    public void A_limit_is_a_number_or_a_share(string text, long fields, long all, bool exceeded) =>
        Assert.That(FieldLimit.Parse(text)!.IsExceeded(fields, all), Is.EqualTo(exceeded));

    [TestCase("")]
    [TestCase("%")]
    [TestCase("-1")]
    [TestCase("-1%")]
    [TestCase("101%")]
    [TestCase("1,000")]
    [TestCase("0,5%")]
    [TestCase("0.5")]
    [TestCase("NaN%")]
    [TestCase("-Infinity%")]
    [TestCase("1e1%")]
    [TestCase(" 5")]
    public void Other_texts_are_none(string text) => Assert.That(FieldLimit.Parse(text), Is.Null);

    [TestCase("1500", "at most 1,500 fields")]
    [TestCase("0.5%", "at most 0.5% of the fields")]
    public void It_says_what_it_is(string text, string expected) => Assert.That(FieldLimit.Parse(text)!.ToString(), Is.EqualTo(expected));
}
