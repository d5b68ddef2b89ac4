using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>From what the user names (file, directory, glob or «-») to the files to read, in ordinal order of their paths.</summary>
public static class InputFiles
{
    private static readonly string[] tableNames = ["*.csv", "*.csv.gz"];

    /// <summary>The files that the names stand for.</summary>
    /// <param name="names">Files, directories (their *.csv and *.csv.gz), globs (with *, ** and ?), or «-».</param>
    /// <param name="directory">What relative names are relative to.</param>
    /// <param name="standardInput">What «-» reads; null where it is not allowed.</param>
    /// <exception cref="DataException">A name stands for no file.</exception>
    public static IReadOnlyList<InputFile> Resolve(
        IReadOnlyList<string> names, string directory, Func<Stream>? standardInput = null)
    {
        var files = new List<InputFile>();
        var problems = new List<Problem>();
        foreach (var name in names)
        {
            if (name == "-" && standardInput is not null)
                files.Add(new InputFile("-", standardInput()));
            else
                files.AddRange(Find(name, directory, problems).Select(path => new InputFile(path)));
        }
        if (problems.Count > 0)
            throw new DataException(problems);
        var twice = files.GroupBy(file => file.Stream is null ? RealPath.Of(file.Path) : "-", StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? files
            : throw new DataException(string.Join(" and ", twice.Select(file => file.Display).Distinct(StringComparer.Ordinal)), "named twice", "each file once", "Its rows would count twice.");
    }

    private static List<string> Find(string name, string directory, List<Problem> problems)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return Match(path, tableNames, name, "at least one *.csv or *.csv.gz in the directory", problems);
        if (name.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            var (root, pattern) = SplitGlob(path);
            if (Directory.Exists(root))
                return Match(root, [pattern], name, "at least one file that matches", problems);
        }
        problems.Add(new Problem(name, "no such file or directory", "a file, a directory or a glob", Near(path)));
        return [];
    }

    private static List<string> Match(
        string root, IReadOnlyList<string> patterns, string name, string expected, List<Problem> problems)
    {
        // The matcher knows no '?': it matches more, and the exact expression chooses among that.
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(patterns.Select(pattern => pattern.Replace('?', '*')));
        var found = matcher.GetResultsInFullPath(root).Select(full => Path.GetRelativePath(root, full))
            .Where(relative => patterns.Any(pattern => IsMatch(pattern, relative)))
            .Select(relative => Path.Combine(root, relative)).Order(StringComparer.Ordinal).ToList();
        if (found.Count == 0)
            problems.Add(new Problem(name, "no files", expected));
        return found;
    }

    private static bool IsMatch(string pattern, string relative)
    {
        if (!pattern.Contains('?', StringComparison.Ordinal))
            return true;
        var expression = Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"\*\*/", "(?:.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(relative.Replace('\\', '/'), $"^(?:{expression})$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    private static (string Root, string Pattern) SplitGlob(string path)
    {
        var wild = path.AsSpan().IndexOfAny('*', '?');
        var cut = path.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], wild);
        return cut < 0 ? (".", path) : (path[..Math.Max(cut, 1)], path[(cut + 1)..]);
    }

    private static string Near(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
            return $"The folder '{folder}' does not exist either.";
        return NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)!));
    }
}
