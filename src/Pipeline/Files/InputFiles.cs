using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;
using Pipeline.Model.Problems;

namespace Pipeline.Files;

/// <summary>From what the user names (file, directory, glob or «-») to the files to read, in ordinal order of their paths.</summary>
internal static class InputFiles
{
    private static readonly string[] tableNames = ["*.csv", "*.csv.gz"];

    /// <summary>The files that the names stand for. Hidden files are left out where no name and no glob shows its dot.</summary>
    /// <param name="names">Files, directories (their *.csv and *.csv.gz), globs (with *, ** and ?), or «-».</param>
    /// <param name="directory">What relative names are relative to.</param>
    /// <param name="standardInput">What «-» reads; null where it is not allowed.</param>
    /// <exception cref="DataException">A name stands for no file, or a directory cannot be read.</exception>
    public static InputFileList Resolve(
        IReadOnlyList<string> names, string directory, Func<Stream>? standardInput = null)
    {
        var files = new List<InputFile>();
        var hidden = new List<string>();
        var problems = new List<Problem>();
        foreach (var name in names)
        {
            if (name == "-" && standardInput is not null)
                files.Add(new InputFile("-", standardInput()));
            else
                files.AddRange(Find(name, directory, hidden, problems).Select(path => new InputFile(path)));
        }
        if (problems.Count > 0)
            throw new DataException(problems);
        var twice = files.GroupBy(file => file.Stream is null ? RealPath.Of(file.Path) : "-", StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new InputFileList(files, hidden)
            : throw new DataException(string.Join(" and ", twice.Select(file => file.Display).Distinct(StringComparer.Ordinal)),
                "named twice", "each file once", "Its rows would count twice.");
    }

    private static List<string> Find(string name, string directory, List<string> hidden, List<Problem> problems)
    {
        try
        {
            return Look(name, Path.Combine(directory, name), hidden, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(name, error.Message, "a directory that can be read"));
            return [];
        }
    }

    private static List<string> Look(string name, string path, List<string> hidden, List<Problem> problems)
    {
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return Match(path, tableNames, name, "at least one *.csv or *.csv.gz in the directory", hidden, problems);
        if (name.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            var (root, pattern) = SplitGlob(path);
            if (Directory.Exists(root))
                return Match(root, [pattern], name, "at least one file that matches", hidden, problems);
        }
        problems.Add(new Problem(name, "no such file or directory", "a file, a directory or a glob", Near(path)));
        return [];
    }

    private static List<string> Match(
        string root, IReadOnlyList<string> patterns, string name, string expected, List<string> hidden, List<Problem> problems)
    {
        // The matcher knows no '?': it matches more, and the exact expression chooses among that.
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(patterns.Select(pattern => pattern.Replace('?', '*')));
        var found = matcher.GetResultsInFullPath(root).Select(full => Path.GetRelativePath(root, full))
            .Where(relative => patterns.Any(pattern => IsMatch(pattern, relative)))
            .ToLookup(relative => HasDot(relative) && !patterns.Any(HasDot), relative => Path.Combine(root, relative));
        var left = found[true].Order(StringComparer.Ordinal).ToList();
        hidden.AddRange(left);
        if (!found[false].Any())
            problems.Add(new Problem(name, left.Count == 0 ? "no files" : $"hidden files only: {DataText.Names(left)}", expected));
        return [.. found[false].Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a part of a path begins with a dot, as hidden files and folders do: copies under way, or what a program keeps for itself.</summary>
    private static bool HasDot(string path) => path.Split('/', '\\').Any(part => part is ['.', ..] and not ("." or ".."));

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
