using Pipeline.Configuration.Json;
using Pipeline.Evaluation;
using Pipeline.Model;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>The report as people read it: what <c>train</c> and <c>evaluate</c> print.</summary>
internal static class ReportText
{
    // A wider matrix is unreadable on a terminal; the JSON form has it whatever its size.
    private const int MostClassesOfMatrix = 20;
    private const int LongestClassName = 32;

    /// <summary>
    /// The lines, without line ends: a function of the report alone, the same in every culture. Figures have four
    /// significant digits; those of metrics.json have all.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="whole">Where the whole report stands: the command that prints these lines knows what it writes.</param>
    public static IReadOnlyList<string> Lines(EvaluationReport report, string whole)
    {
        var lines = new List<string> { Heading(report), "" };
        lines.AddRange(Metrics(report));
        if (report.AccuracyInterval is { } interval)
            lines.Add($"95 % interval of the accuracy (Wilson): {FigureText.Of(interval.Low)} to {FigureText.Of(interval.High)}");
        lines.Add(report.Task == TaskKind.Regression
            ? "trivial: the mean of the training rows for every row"
            : "trivial: the commonest class of the training rows for every row, with their class shares as probabilities");
        if (report.Confusion is { } confusion)
        {
            if (report.Task == TaskKind.Multiclass)
                lines.AddRange(["", .. PerClass(report, confusion)]);
            lines.AddRange(["", .. Matrix(report, confusion, whole)]);
        }
        return lines;
    }

    /// <summary>A line where the model is no better than the trivial one; none where it is.</summary>
    public static IEnumerable<string> Verdict(EvaluationReport report)
    {
        if (report.IsBetterThanTrivial is null or true)
            return [];
        var subject = report.Task == TaskKind.Regression ? "the mean of the training rows" : "the class shares of the training rows";
        var figure = report.MainFigure;
        var name = MetricCatalog.For(report.Task).Single(metric => metric.Name == figure.Name).Text;
        return
        [
            $"Warning: this model is no better than the trivial one, which knows only {subject}: "
                + $"{name} {FigureText.Of(figure.Value)}, trivial {FigureText.Of(figure.Trivial)}.",
        ];
    }

    private static string Heading(EvaluationReport report)
    {
        var text = Invariant($"{EnumForm.Text(report.Task)}, {report.Rows} rows, total weight {FigureText.Count(report.Weight)}");
        if (report.RowsOfWeightZero > 0)
            text += Invariant($", rows of weight 0 left out: {report.RowsOfWeightZero}");
        return report.Task == TaskKind.Binary ? $"{text}; positive class: {ClassName(report.Classes[1])}" : text;
    }

    private static IEnumerable<string> Metrics(EvaluationReport report)
    {
        var names = MetricCatalog.For(report.Task).ToDictionary(metric => metric.Name, metric => metric.Text);
        return TextTable.Figures([["metric", "value", "trivial"], .. report.Metrics.Select(figure => (IReadOnlyList<string>)
            [names.GetValueOrDefault(figure.Name, figure.Name), FigureText.Of(figure.Value), FigureText.Of(figure.Trivial)])]);
    }

    private static IEnumerable<string> PerClass(EvaluationReport report, ConfusionMatrix confusion) =>
        TextTable.Figures([["class", "precision", "recall", "F1", "support"], .. report.Classes.Select((name, k) => (IReadOnlyList<string>)
            [ClassName(name), FigureText.Of(confusion.Precision(k)), FigureText.Of(confusion.Recall(k)), FigureText.Of(confusion.F1(k)),
                FigureText.Count(confusion.Support(k))])]);

    private static IEnumerable<string> Matrix(EvaluationReport report, ConfusionMatrix confusion, string whole)
    {
        if (confusion.Classes > MostClassesOfMatrix)
            return [Invariant($"confusion matrix of {confusion.Classes} classes: see confusion {whole}")];
        return TextTable.Figures([["true \\ predicted", .. report.Classes.Select(ClassName)], .. report.Classes.Select((name, k) => (IReadOnlyList<string>)
            [ClassName(name), .. confusion.Weight[k].Select(FigureText.Count)])]);
    }

    /// <summary>A class name may be long or hold a line break, and must not tear the table.</summary>
    private static string ClassName(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
        return plain.Length <= LongestClassName ? plain : string.Concat(plain.AsSpan(0, LongestClassName - 1), "…");
    }
}
