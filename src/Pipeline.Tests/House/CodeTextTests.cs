using NUnit.Framework;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed class CodeTextTests
{
    [TestCase("a; // Console.Write\nb;", "a;                 \nb;")]
    [TestCase("a; /* x\ny */ b;", "a;     \n     b;")]
    [TestCase("f('\"', '\\'', 'x');", "f(   ,     ,    );")]
    [TestCase("f(\"x \\\" y\") + z;", "f(        ) + z;")]
    [TestCase("f(@\"x\\\", y);", "f(     , y);")]
    [TestCase("f(@\"x\"\"y\", z);", "f(       , z);")]
    [TestCase("f(\"\"\"x \" {y}\"\"\", z);", "f(             , z);")]
    [TestCase("f($\"x {y} {{z}}\", a);", "f(    {y}       , a);")]
    [TestCase("f($\"{g(\"h\", $\"{i}\")}\") + j;", "f(  {g(   ,   {i} )} ) + j;")]
    [TestCase("f(\"\") + x;", "f(  ) + x;")]
    [TestCase("@class = $x", "@class = $x")]
    public void Comments_characters_and_text_are_blanked_and_code_stays(string source, string code)
    {
        Assert.That(CodeText.Of(source), Is.EqualTo(code));
    }

    [TestCase("/* never ends")]
    [TestCase("\"never ends")]
    [TestCase("$\"{never ends")]
    [TestCase("\"\"\"never ends")]
    public void What_never_ends_is_read_to_the_end(string source)
    {
        Assert.That(CodeText.Of(source), Has.Length.GreaterThanOrEqualTo(source.Length));
    }
}
