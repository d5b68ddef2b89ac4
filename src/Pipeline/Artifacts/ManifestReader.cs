using System.Text.Json;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>
/// Reads a manifest as this version writes it, member by member: every start waits for it, and the serializer takes many times as long
/// to get ready. Whatever is not exactly so is left to the serializer, which says what is amiss.
/// </summary>
internal static class ManifestReader
{
    /// <summary>The manifest; null for one that <see cref="ManifestJson.Write"/> would write otherwise.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new CanonicalReader(json);
            var manifest = reader.Object(Manifest);
            reader.End();
            return manifest.Format == Artifacts.Manifest.CurrentFormat ? manifest : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Manifest Manifest(ref CanonicalReader reader) => new()
    {
        Format = reader.Int32("format"u8),
        Config = RecordedConfig.Of(reader.Node("config"u8)),
        Signature = reader.Object("signature"u8, Signature),
        Data = reader.Object("data"u8, Data),
        Statistics = reader.Object("statistics"u8, Statistics),
        Prior = reader.Object("prior"u8, Prior),
        Audit = reader.Object("audit"u8, AuditReader.Read),
        Tuning = reader.ObjectOrNull("tuning"u8, Tuning),
        Threshold = reader.ObjectOrNull("threshold"u8, Threshold),
        Rounds = reader.Int32OrNull("rounds"u8),
        Metrics = reader.Node("metrics"u8),
        Compiled = reader.Object("compiled"u8, Compiled),
        Environs = reader.Object("environs"u8, Environs),
        Entries = reader.Map("entries"u8, static (ref CanonicalReader value) => value.Text()),
    };

    private static ModelSignature Signature(ref CanonicalReader reader)
    {
        var signature = new ModelSignature
        {
            Task = reader.Text("task"u8) switch
            {
                "binary" => TaskKind.Binary,
                "multiclass" => TaskKind.Multiclass,
                "regression" => TaskKind.Regression,
                _ => throw new JsonException(),
            },
            Label = reader.Text("label"u8),
            Classes = reader.Texts("classes"u8),
            Ids = reader.Texts("ids"u8),
            Numeric = reader.Objects("numeric"u8, Column),
            Categorical = reader.Texts("categorical"u8),
            Weight = reader.TextOrNull("weight"u8),
            Missing = reader.Object("missing"u8, Missing),
            Separator = reader.Character("separator"u8),
            Form = reader.Object("form"u8, Form),
            Threshold = reader.DoubleOrNull("threshold"u8),
        };
        // Follows from the others.
        reader.Skip("features"u8);
        return signature;
    }

    private static NumericColumn Column(ref CanonicalReader reader) => new(reader.Text("name"u8), reader.Text("type"u8) switch
    {
        "single" => NumericType.Single,
        "double" => NumericType.Double,
        _ => throw new JsonException(),
    });

    private static MissingTexts Missing(ref CanonicalReader reader) => new()
    {
        Numeric = reader.Texts("numeric"u8),
        Categorical = reader.Texts("categorical"u8),
        Columns = reader.Map<IReadOnlyList<string>>("columns"u8, static (ref CanonicalReader value) => value.Texts()),
    };

    private static TableForm Form(ref CanonicalReader reader) => new()
    {
        Decimal = reader.Character("decimal"u8),
        Numbers = reader.Map("numbers"u8, static (ref CanonicalReader value) => value.Object(Number)),
        Trim = reader.Boolean("trim"u8),
        Encoding = reader.Text("encoding"u8) switch
        {
            "utf8" => TextEncoding.Utf8,
            "windows1252" => TextEncoding.Windows1252,
            "latin1" => TextEncoding.Latin1,
            "utf16LE" => TextEncoding.Utf16LE,
            "utf16BE" => TextEncoding.Utf16BE,
            _ => throw new JsonException(),
        },
        SkipLines = reader.Int32("skipLines"u8),
        Comment = reader.TextOrNull("comment"u8),
        Names = reader.TextsOrNull("names"u8),
    };

    private static NumberText Number(ref CanonicalReader reader) =>
        new(reader.Character("decimal"u8), reader.CharacterOrNull("thousands"u8), reader.Boolean("percent"u8),
            reader.TextOrNull("currency"u8));

    private static DataRecord Data(ref CanonicalReader reader) => new(
        reader.Objects("files"u8, File), reader.Int32("trainRows"u8), reader.Int32("testRows"u8), reader.Text("splitDigest"u8), reader.Text("heldOutDigest"u8))
    {
        KeyColumns = reader.Texts("keyColumns"u8),
        RecordColumns = reader.Texts("recordColumns"u8),
        ValidationRows = reader.Int32("validationRows"u8),
        LeftOutRows = reader.Int64("leftOutRows"u8),
        RepeatedRows = reader.Int64("repeatedRows"u8),
        OverlappingRows = reader.Int64("overlappingRows"u8),
        OverlappingCombinations = reader.Int64("overlappingCombinations"u8),
        OverlappingKeys = reader.Int64("overlappingKeys"u8),
        OverlappingCopies = reader.Int64("overlappingCopies"u8),
        TestFiles = reader.Int32("testFiles"u8),
    };

    private static FileFingerprint File(ref CanonicalReader reader) =>
        new(reader.Text("name"u8), reader.Text("sha256"u8), reader.Int64("bytes"u8), reader.Int64("rows"u8));

    private static ColumnStatistics Statistics(ref CanonicalReader reader) =>
        new(reader.Objects("numeric"u8, Numeric), reader.Objects("categorical"u8, Categorical));

    private static NumericStatistics Numeric(ref CanonicalReader reader) => new(
        reader.Text("name"u8), reader.Int64("count"u8), reader.Int64("missing"u8), reader.Double("mean"u8),
        reader.Double("variance"u8), reader.Double("minimum"u8), reader.Double("maximum"u8), reader.Double("mode"u8), reader.Doubles("quantiles"u8))
    {
        Distinct = reader.Int64("distinct"u8),
        ModeCount = reader.Int64("modeCount"u8),
        Whole = reader.Boolean("whole"u8),
    };

    private static CategoricalStatistics Categorical(ref CanonicalReader reader) =>
        new(reader.Text("name"u8), reader.Int64("count"u8), reader.Int64("missing"u8), reader.Objects("categories"u8, Category));

    private static CategoryCount Category(ref CanonicalReader reader) => new(reader.Text("value"u8), reader.Int64("count"u8));

    private static LabelPrior Prior(ref CanonicalReader reader) =>
        new(reader.Doubles("classShares"u8), reader.Double("mean"u8));

    private static TuningRecord Tuning(ref CanonicalReader reader) =>
        new(reader.Text("fitOn"u8), reader.Int32("rows"u8), reader.Int32("folds"u8));

    private static ThresholdRecord Threshold(ref CanonicalReader reader) =>
        new(reader.Text("rule"u8), reader.TextOrNull("chosenOn"u8)) { MovedFrom = reader.TextOrNull("movedFrom"u8) };

    private static CompiledRecord Compiled(ref CanonicalReader reader) => new(reader.Object("parity"u8, Parity), reader.ObjectOrNull("fast"u8, Fast));

    private static ChainParity Parity(ref CanonicalReader reader) => new(
        reader.Int32("rows"u8), reader.Double("boundUlps"u8), reader.Double("largestShare"u8), reader.Double("largestDifference"u8),
        reader.Int32("scoresDiffering"u8), reader.Int32("labelsDiffering"u8));

    private static FastDifference Fast(ref CanonicalReader reader) => new(
        reader.Text("bound"u8), reader.Double("largestScore"u8), reader.Double("largestProbability"u8), reader.Int32("labelsDiffering"u8));

    private static Environs Environs(ref CanonicalReader reader) =>
        new(reader.Text("program"u8), reader.Text("runtime"u8),
            reader.Map("packages"u8, static (ref CanonicalReader value) => value.Text()), reader.Text("architecture"u8),
            reader.Texts("vectorExtensions"u8), reader.Int32("threads"u8));
}
