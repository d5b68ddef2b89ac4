using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Model;

namespace Pipeline.Tests.Training.Chain;

[TestFixture]
internal sealed class FillExpressionTests
{
    private static readonly Gen<string> Nasty = Gen.Char["\"\\'{}()=>?:;,x0 \t\r\n\u0000\u001f\u007f\u0085\u2028üßİ中\ud83d\udca9\ufffd\uffff"].Array[1, 12]
        .Select(chars => new string(chars));

    [Test]
    public void Any_category_fills_the_empty_text_and_nothing_else_saved_and_loaded_again() =>
        Nasty.Sample(category => Assert.That(Fill(category, ["", "a", " ", category]), Is.EqualTo([category, "a", " ", category])), iter: 120);

    [Test]
    public void A_text_that_looks_like_the_language_stays_text()
    {
        foreach (var category in new[] { "\" : x", "\\", "\\\"", "\\n", "\\u0041", "x => 1", "{0}", "?", new string('é', 5000) })
            Assert.That(Fill(category, ["", "other"]), Is.EqualTo([category, "other"]));
    }

    [Test]
    public void An_expression_tells_its_category_again() => Nasty.Sample(
        category => FillExpression.CategoryOf(FillExpression.Of(category)) == category, iter: 300);

    [TestCase("x => x * 2")]
    [TestCase("c=>\"a\"")]
    [TestCase("x => len(x) == 0 ? \"a\" : \"b\" : x")]
    [TestCase("x => len(x) == 0 ? \"\\a\" : x")]
    [TestCase("x => len(x) == 0 ? \"\\\" : x")]
    [TestCase("x => len(x) == 0 ? \"\\u00fc\" : x")]
    [TestCase("x => len(x) == 0 ? \"ü\" : x")]
    [TestCase("x => len(x) == 0 ? \" : x")]
    [TestCase("")]
    public void Another_expression_tells_none(string expression) => Assert.That(FillExpression.CategoryOf(expression), Is.Null);

    private static List<string> Fill(string category, string[] texts)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(texts.Select(text => new Row { X = text }));
        var fitted = ml.Transforms.Expression("Filled", FillExpression.Of(category), "X").Fit(data);
        using var saved = new MemoryStream();
        ml.Model.Save(fitted, data.Schema, saved);
        saved.Position = 0;
        var loaded = new MLContext().Model.Load(saved, out _);
        return loaded.Transform(data).GetColumn<ReadOnlyMemory<char>>("Filled").Select(text => text.ToString()).ToList();
    }

    private sealed class Row
    {
        public string X { get; set; } = "";
    }
}
