using Pipeline.Artifacts;
using Pipeline.Configuration.Json;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What inspect shows, as text for people: the figures and what they are of, then the columns, then what made the zip.</summary>
internal static class InspectText
{
    /// <summary>The lines.</summary>
    /// <param name="opened">The zip.</param>
    /// <param name="config">Whether to show the effective config too.</param>
    public static IEnumerable<string> Of(OpenedModel opened, bool config)
    {
        var manifest = opened.Manifest;
        var report = FiguresJson.Read(manifest.Metrics, $"{opened.Path}: $.metrics");
        return
        [
            .. OfModel(opened), "", .. ReportText.Lines(report, "under manifest.metrics with --json"), .. ReportText.Verdict(report),
            "", .. ColumnsText.Of(manifest), .. AuditText.Lines(manifest.Audit), "", .. OfEnvirons(manifest.Environs),
            $"compiled    against ML.NET's Transform of the held-out rows: {CompiledText.Parity(manifest.Compiled.Parity)}",
            $"fast        {CompiledText.Fast(manifest.Compiled.Fast)}",
            .. config ? ["", "effective config", .. manifest.Config.ToJson().ToJsonString(JsonText.Options).Split('\n')] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> OfModel(OpenedModel opened)
    {
        var (signature, data) = (opened.Manifest.Signature, opened.Manifest.Data);
        var classes = signature.Classes.Count > 0 ? $", classes {DataText.List(signature.Classes)}" : "";
        yield return $"zip         {opened.Path}";
        yield return $"sha256      {opened.Sha256} (every entry verified)";
        yield return $"signed      {(opened.Signer is null ? "no" : $"by the key {opened.Signer}")}";
        yield return $"task        {EnumForm.Text(signature.Task)}, label {DataText.Name(signature.Label)}{classes}";
        if (signature.Threshold is { } threshold)
            yield return Invariant($"threshold   {DataText.Quote(signature.Classes[1])} where Probability ≥ {threshold:R} ({opened.Manifest.Threshold})");
        if (opened.Manifest.Rounds is { } rounds)
            yield return Invariant($"rounds      {rounds:N0}, by early stopping");
        yield return Invariant($"trained on  {data.TrainRows:N0} rows, {data.TestRows:N0} held out, of {DataText.Join(data.Files.Select(file => file.Name))}");
        yield return $"split       {data.SplitDigest} (keys and sides of all rows)";
        yield return $"held out    {data.HeldOutDigest} (keys, labels and weights of the held-out rows)";
    }

    private static IEnumerable<string> OfEnvirons(Environs environs)
    {
        var packages = string.Join(", ", environs.Packages.Select(pair => $"{pair.Key} {pair.Value}"));
        yield return $"made by     Pipeline {environs.Program}, .NET {environs.Runtime}, {packages}";
        yield return Invariant($"            {environs.Architecture}, {string.Join(", ", environs.VectorExtensions)}, {environs.Threads} thread(s)");
    }
}
