using System.Text.RegularExpressions;
using Pipeline.Fuzz.Plain;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz.Csv;

/// <summary>Whether a table that was scored gave its rows, all of them, in order, each with the score that the row has in a clean table.</summary>
internal sealed partial class ScoredJudge(Trial trial, char separator, Reading reading, string policy)
{
    private static readonly PlainForm outputs = new() { Id = "key", Numbers = [], Texts = ["Score"] };
    private static readonly PlainForm quarantines = new() { Id = "line", Numbers = [], Texts = ["record"] };

    public Verdict Judge()
    {
        if (reading.Table is null)
            return new Verdict(0, $"an unsound table scored: {reading.Refusal}");
        if (policy == "stop" && reading.Bad.Count > 0)
            return new Verdict(0, $"a bad row passed: {reading.Bad[0].Fault}", $"line {reading.Bad[0].Record.Line}");
        if (trial.Output(CsvArea.Output) is not { } scores)
            return new Verdict(0, "no output", "exit 0 without the output that was named");
        var ids = PlainTable.Read(scores, outputs).Rows.Select(row => row.Id).ToList();
        return Ids(ids) ?? (reading.IsClear ? Scores(scores) ?? Counted() : Conserved(ids)) ?? new Verdict(0);
    }

    /// <summary>The ids of the rows in order, as far as it is clear where records begin.</summary>
    private Verdict? Ids(List<string> ids)
    {
        var expected = reading.Table!.Rows.Take(reading.Clear).Where(row => row.Fault is null).Select(row => row.Id).ToList();
        var found = reading.IsClear ? ids : [.. ids.Take(expected.Count)];
        if (found.SequenceEqual(expected, StringComparer.Ordinal))
            return null;
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return new Verdict(0, "other rows",
            $"{expected.Count} rows were expected and {ids.Count} came out; they differ from row {at + 1} on: "
                + $"{Show(expected, at)} expected, {Show(ids, at)} found");
    }

    /// <summary>Byte for byte what the same rows give from a clean table.</summary>
    private Verdict? Scores(byte[] scores)
    {
        var own = Fixtures.FormOf(trial.Case.Model);
        File.WriteAllBytes(trial.PathOf("clean.csv"), CleanTable.Of(reading.Good, own));
        string[] arguments = ["score", $"{FuzzCase.Models}{trial.Case.Model}.zip", FuzzCase.Here + "clean.csv", FuzzCase.Here + "clean-out.csv"];
        var run = trial.Run([.. arguments, "--on-shift", "warn", "--blank-rows", "score"]);
        if (trial.Output("clean-out.csv") is not { } clean)
            return new Verdict(run.Code, "a clean table refused", run.Said);
        if (clean.AsSpan().SequenceEqual(scores))
            return null;
        var (expected, found) = (PlainTable.Read(clean, outputs).Rows, PlainTable.Read(scores, outputs).Rows);
        var row = expected.Zip(found).First(pair => pair.First.Texts[0] != pair.Second.Texts[0]);
        return new Verdict(0, "another score", $"row {row.First.Id}: {row.First.Texts[0]} in a clean table, {row.Second.Texts[0]} in this one");
    }

    /// <summary>Kept rows and bad ones are all there are: the quarantine holds the bad ones.</summary>
    private Verdict? Counted()
    {
        if (!policy.StartsWith("quarantine", StringComparison.Ordinal))
            return null;
        if (Quarantined() is not { } rows)
            return new Verdict(0, "no quarantine", "exit 0 without the quarantine that was named");
        var expected = reading.Bad;
        if (rows.Count != expected.Count)
            return new Verdict(0, "another number of bad rows", $"{expected.Count} expected, {rows.Count} in the quarantine");
        for (var i = 0; i < rows.Count; i++)
        {
            var (bad, found) = (expected[i], rows[i]);
            var isThere = int.TryParse(found.Id, out var line) && line >= bad.Record.Line && line <= bad.Record.LastLine;
            if (!isThere || (!bad.Record.IsBroken && found.Texts[0] != PlainText.Show(bad.Record.Raw)))
                return new Verdict(0, "another bad row", $"line {bad.Record.Line} ({bad.Fault}) expected, line {found.Id} in the quarantine");
        }
        return null;
    }

    /// <summary>
    /// Where it is a matter of taste where records begin, no row may vanish all the same: the token of each stands in an id or in the
    /// quarantine.
    /// </summary>
    private Verdict? Conserved(List<string> ids)
    {
        if (!policy.StartsWith("quarantine", StringComparison.Ordinal))
            return null;
        if (Quarantined() is not { } rows)
            return new Verdict(0, "no quarantine", "exit 0 without the quarantine that was named");
        var kept = ids.Concat(rows.Select(row => row.Texts[0])).SelectMany(Tokens).ToHashSet(StringComparer.Ordinal);
        kept.UnionWith(Within());
        var expected = reading.Table!.Rows.SelectMany(row => Tokens(row.Fault is null ? row.Id : PlainText.Show(row.Record.Raw)));
        var lost = expected.Where(token => !kept.Contains(token)).ToList();
        return lost.Count == 0 ? null : new Verdict(0, "rows lost", $"neither among the scores nor in the quarantine: {string.Join(", ", lost.Take(10))}");
    }

    /// <summary>Tokens of lines that somebody who sees records begin elsewhere may take for a part of a field, one of a column that is not read.</summary>
    private IEnumerable<string> Within()
    {
        var text = string.Join('\n', reading.Table!.Rows.Select(row => PlainText.Show(row.Record.Raw)));
        var edge = $@"[{Regex.Escape(separator.ToString())}\r\n]";
        return Regex.Matches(text, $@"(?<=\A|{edge})""(?=([^""]*)""(?:{edge}|\z))").Select(match => match.Groups[1].Value)
            .Where(field => field.AsSpan().ContainsAny('\r', '\n')).SelectMany(Tokens);
    }

    private IReadOnlyList<PlainRow>? Quarantined() => trial.Output(CsvArea.Quarantine) is { } bytes ? PlainTable.Read(bytes, quarantines).Rows : null;

    private static IEnumerable<string> Tokens(string text) => Token().Matches(text).Select(match => match.Value);

    private static string Show(List<string> ids, int at) => at < ids.Count ? $"'{ids[at]}'" : "nothing";

    [GeneratedRegex(@"k\d+q")]
    private static partial Regex Token();
}
