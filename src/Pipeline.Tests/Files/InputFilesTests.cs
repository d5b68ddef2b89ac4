using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Files;

[TestFixture]
internal sealed class InputFilesTests
{
    private Scratch scratch = null!;

    [SetUp]
    public void Fill()
    {
        scratch = new Scratch();
        foreach (var name in (string[])["b.csv", "a.csv", "B.csv", "c.csv.gz", "notes.txt", "sub/d.csv", "sub/deep/e1.csv", "sub/deep/e10.csv"])
            scratch.Write(name, "x\n1\n");
    }

    [TearDown]
    public void Empty() => scratch.Dispose();

    [TestCase("a.csv", "a.csv")]
    [TestCase("notes.txt", "notes.txt")]
    [TestCase(".", "./B.csv ./a.csv ./b.csv ./c.csv.gz", Description = "ordinal order: capitals first; nothing from subfolders")]
    [TestCase("sub", "sub/d.csv")]
    [TestCase("*.csv", "B.csv a.csv b.csv")]
    [TestCase("**/*.csv", "B.csv a.csv b.csv sub/d.csv sub/deep/e1.csv sub/deep/e10.csv")]
    [TestCase("sub/**/*.csv", "sub/d.csv sub/deep/e1.csv sub/deep/e10.csv")]
    [TestCase("?.csv", "B.csv a.csv b.csv")]
    [TestCase("sub/deep/e?.csv", "sub/deep/e1.csv")]
    [TestCase("sub/*/e??.csv", "sub/deep/e10.csv")]
    [TestCase("**/e?.csv", "sub/deep/e1.csv")]
    public void A_name_stands_for_its_files_in_ordinal_order(string name, string expected)
    {
        var files = InputFiles.Resolve([name], scratch.Directory);

        Assert.That(files.Select(file => file.Path), Is.EqualTo(expected.Split(' ').Select(scratch.At)));
    }

    [Test]
    public void Several_names_keep_their_order()
    {
        var files = InputFiles.Resolve(["b.csv", "a.csv"], scratch.Directory);

        Assert.That(files.Select(file => file.Name), Is.EqualTo(new[] { "b.csv", "a.csv" }));
    }

    [Test]
    public void A_dash_is_standard_input_where_that_is_allowed()
    {
        using var stream = new MemoryStream([1, 2]);
        var file = InputFiles.Resolve(["-"], scratch.Directory, () => stream).Single();

        Assert.That((file.Display, file.Length), Is.EqualTo(("stdin", (long?)null)));
        Assert.That(file.Open(), Is.SameAs(stream));
        Assert.That(() => InputFiles.Resolve(["-"], scratch.Directory), Throws.TypeOf<DataException>());
    }

    [Test]
    public void A_missing_file_names_the_nearest_one()
    {
        var error = Refuse("sub/D.cvs");

        Assert.That(error.Problems.Single().ToString(),
            Is.EqualTo("sub/D.cvs: no such file or directory; expected a file, a directory or a glob. Did you mean 'd.csv'?"));
    }

    [Test]
    public void A_missing_folder_is_named() =>
        Assert.That(Refuse("nowhere/a.csv").Message, Does.Contain($"The folder '{scratch.At("nowhere")}' does not exist either."));

    [Test]
    public void All_missing_names_are_told_at_once() =>
        Assert.That(Refuse("x1", "a.csv", "x2").Problems.Select(problem => problem.Where), Is.EqualTo(new[] { "x1", "x2" }));

    [TestCase("empty")]
    [TestCase("*.parquet")]
    public void A_directory_or_glob_without_tables_is_an_error(string name)
    {
        Directory.CreateDirectory(scratch.At("empty"));

        Assert.That(Refuse(name).Message, Does.StartWith($"{name}: no files; expected at least one "));
    }

    [TestCase(".", "./B.csv ./a.csv ./b.csv ./c.csv.gz", "./..y.csv ./.x.csv ./.z.csv.gz")]
    [TestCase("*.csv", "B.csv a.csv b.csv", "..y.csv .x.csv")]
    [TestCase("sub/**/*.csv", "sub/d.csv sub/deep/e1.csv sub/deep/e10.csv", "sub/.git/f.csv")]
    [TestCase(".?.csv", ".x.csv", "")]
    [TestCase(".x.csv", ".x.csv", "")]
    [TestCase("sub/.git", "sub/.git/f.csv", "")]
    public void Hidden_files_are_left_out_and_told_where_no_name_shows_their_dot(string name, string expected, string hidden)
    {
        foreach (var file in (string[])[".x.csv", "..y.csv", ".z.csv.gz", ".notes.txt", "sub/.git/f.csv"])
            scratch.Write(file, "x\n1\n");
        var files = InputFiles.Resolve([name], scratch.Directory);

        Assert.That(files.Select(file => file.Path), Is.EqualTo(expected.Split(' ').Select(scratch.At)));
        Assert.That(files.Hidden, Is.EqualTo(hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scratch.At)));
    }

    [Test]
    public void A_directory_of_hidden_files_only_is_an_error_that_names_them()
    {
        scratch.Write("only/.x.csv", "x\n1\n");

        Assert.That(Refuse("only").Message,
            Is.EqualTo($"only: hidden files only: '{scratch.At("only/.x.csv")}'; expected at least one *.csv or *.csv.gz in the directory"));
    }

    [TestCase("a.csv", "a.csv")]
    [TestCase("a.csv", "./a.csv")]
    [TestCase("a.csv", "sub/../a.csv")]
    [TestCase("a.csv", ".")]
    [TestCase("a.csv", "linked.csv")]
    [TestCase("sub/d.csv", "linked/d.csv")]
    public void A_file_named_twice_is_an_error_however_it_is_spelt(string name, string again)
    {
        File.CreateSymbolicLink(scratch.At("linked.csv"), scratch.At("a.csv"));
        Directory.CreateSymbolicLink(scratch.At("linked"), scratch.At("sub"));

        Assert.That(Refuse(name, again).Message, Does.EndWith("named twice; expected each file once. Its rows would count twice."));
    }

    [Test]
    public void A_file_whose_name_looks_like_a_glob_is_that_file()
    {
        scratch.Write("a?.csv", "x\n");

        Assert.That(InputFiles.Resolve(["a?.csv"], scratch.Directory).Single().Name, Is.EqualTo("a?.csv"));
    }

    private DataException Refuse(params string[] names) =>
        Assert.Throws<DataException>(() => InputFiles.Resolve(names, scratch.Directory))!;
}
