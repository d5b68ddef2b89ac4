using System.Text.Json;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json;

namespace Pipeline.Tests.Model.Problems;

internal sealed class PrintableTests
{
    [TestCase("plain, Ü, 漢字 and 😀", "plain, Ü, 漢字 and 😀")]
    [TestCase("two\r\nlines\tand a tab", @"two\r\nlines\tand a tab")]
    [TestCase("\u001b[2J\u001b]0;title\u0007", @"\u001B[2J\u001B]0;title\u0007")]
    [TestCase("\u009b31m\u007f", @"\u009B31m\u007F")]
    [TestCase("user\u202Egnp.exe\u2066x\u2069\u200F", @"user\u202Egnp.exe\u2066x\u2069\u200F")]
    [TestCase("a\u2028b\u2029c\uFEFF", @"a\u2028b\u2029c\uFEFF")]
    public void What_a_terminal_would_obey_is_shown_as_an_escape(string text, string shown)
    {
        Assert.That(Printable.Line(text), Is.EqualTo(shown));
        Assert.That(Printable.Line(shown), Is.EqualTo(shown), "escapes are as they are");
    }

    [Test]
    public void Half_of_a_character_is_shown_as_an_escape() => Assert.That(Printable.Line("\uD83D and \uDE00"), Is.EqualTo(@"\uD83D and \uDE00"));

    [Test]
    public void A_document_reads_back_equal_and_holds_nothing_that_a_terminal_would_obey() =>
        Gen.Char['\0', '\uD7FF'].Array[0, 30].Select(characters => new string(characters)).Sample(text =>
        {
            var document = Printable.Json(JsonSerializer.Serialize(new Dictionary<string, string> { [text] = text }, JsonText.Options));

            Assert.That(JsonSerializer.Deserialize<Dictionary<string, string>>(document), Is.EqualTo(new Dictionary<string, string> { [text] = text }));
            Assert.That(document.Split('\n').Select(Printable.Line), Is.EqualTo(document.Split('\n')));
        }, threads: 1, iter: 2000);
}
