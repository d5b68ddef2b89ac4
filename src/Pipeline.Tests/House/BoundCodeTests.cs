using NUnit.Framework;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed class BoundCodeTests
{
    [TestCase("Nowhere? x;", "X.cs:2: Nowhere stands for nothing")]
    [TestCase("int x = \"\".Nothing();", "X.cs:2: Nothing stands for nothing")]
    [TestCase("int x = X.Nothing;", "X.cs:2: Nothing stands for nothing")]
    public void A_name_that_the_compiler_cannot_place_is_reported(string member, string expected)
    {
        Assert.That(BoundCode.Of(("X.cs", $"class X {{\n{member} }}")).Unbound, Is.EqualTo([expected]));
    }

    [TestCase("string x = nameof(X);")]
    [TestCase("void F<T>() where T : unmanaged { }")]
    [TestCase("void F<T>() where T : notnull { }")]
    [TestCase("void F() => _ = int.TryParse(\"\", out _);")]
    [TestCase("(int A, int B) F() { var (a, b) = (A: 1, B: 2); return (a, b); }")]
    [TestCase("object F() => new { A = 1, B = \"\" };")]
    [TestCase("partial class Y; int x = Y.MadeByAGenerator;")]
    public void What_has_no_file_to_be_found_in_is_not_reported(string member)
    {
        Assert.That(BoundCode.Of(("X.cs", $"class X {{ {member} }}")).Unbound, Is.Empty);
    }

    [Test]
    public void A_type_is_used_once_a_file_at_the_first_line()
    {
        var uses = BoundCode.Of(("X.cs", "class X { }"), ("A/Y.cs", "class Y {\nX? a;\nX? b; }")).Uses;

        Assert.That(uses.Select(use => (use.Place, use.Line, use.Name, use.Room, use.UsedRoom)), Is.EqualTo([("A/Y.cs", 2, "X", "A", "")]));
    }

    [TestCase("Microsoft.ML", true)]
    [TestCase("Microsoft.ML.MLContext", true)]
    [TestCase("Microsoft.ML.Context", false)]
    [TestCase("Microsoft.MLC", false)]
    [TestCase("Microsoft.M", false)]
    public void A_type_is_of_each_namespace_around_it_and_of_its_own_name(string name, bool isOf)
    {
        Assert.That(BoundCode.Of(("X.cs", "class X { Microsoft.ML.MLContext? a; }")).Uses.Single().IsOf(name), Is.EqualTo(isOf));
    }
}
