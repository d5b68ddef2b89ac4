using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

[TestFixture]
internal sealed partial class TextFilesTests
{
    // Where git looks for zeros to tell a binary file from text.
    private const int Sniffed = 8000;

    [Test]
    public void Text_files_end_their_lines_with_lf_alone()
    {
        Assert.That(Texts().Where(file => file.Text.Contains('\r', StringComparison.Ordinal)).Select(file => file.Path), Is.Empty);
    }

    [Test]
    public void Text_files_name_no_folder_of_somebodys_machine()
    {
        Assert.That(Texts().Where(file => HomeFolder().IsMatch(file.Text)).Select(file => file.Path), Is.Empty);
    }

    [TestCase("cat {0}root/data.csv", true)]
    [TestCase("\"{0}home/ann/data.csv\"", true)]
    [TestCase("{0}Users/ann/data.csv", true)]
    [TestCase("https://example.org{0}home/page", false)]
    [TestCase("$HOME{0}root/x", false)]
    [TestCase("src{0}home/x", false)]
    public void A_folder_of_somebodys_machine_is_told_from_other_paths(string text, bool found)
    {
        // The slash comes in here, or this file would name such a folder itself.
        Assert.That(HomeFolder().IsMatch(text.Replace("{0}", "/", StringComparison.Ordinal)), Is.EqualTo(found));
    }

    private static IEnumerable<(string Path, string Text)> Texts()
    {
        var tracked = Repository.Tracked();
        if (tracked is null)
            Assert.Ignore("Which files are tracked is git's to say, and there is no git or no repository here.");
        return from path in tracked
               let bytes = File.ReadAllBytes(Repository.PathOf(path))
               where !bytes.AsSpan(0, Math.Min(bytes.Length, Sniffed)).Contains((byte)0) && !path.EndsWith(".gz", StringComparison.Ordinal)
               select (path, Encoding.UTF8.GetString(bytes));
    }

    [GeneratedRegex(@"(?<![\w.$~}])/(?:root|home|Users)/|(?<!\w)[A-Z]:\\Users\\")]
    private static partial Regex HomeFolder();
}
