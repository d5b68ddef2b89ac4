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
            var manifest = Manifest(ref reader);
            reader.End();
            return manifest.Format == Artifacts.Manifest.CurrentFormat ? manifest : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Manifest Manifest(ref CanonicalReader reader)
    {
        reader.Open();
        var manifest = new Manifest
        {
            Format = reader.Int32("format"u8),
            Config = RecordedConfig.Of(reader.Node("config"u8)),
            Signature = Signature(ref reader),
            Data = Data(ref reader),
            Statistics = Statistics(ref reader),
            Prior = Prior(ref reader),
            Audit = AuditReader.Read(ref reader),
            Tuning = Tuning(ref reader),
            Threshold = Threshold(ref reader),
            Rounds = reader.Int32OrNull("rounds"u8),
            Metrics = reader.Node("metrics"u8),
            Compiled = Compiled(ref reader),
            Environs = Environs(ref reader),
            Entries = reader.Map("entries"u8, static (ref CanonicalReader value) => value.Text()),
        };
        reader.Close();
        return manifest;
    }

    private static ModelSignature Signature(ref CanonicalReader reader)
    {
        reader.Open("signature"u8);
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
            Numeric = reader.List("numeric"u8, static (ref CanonicalReader item) => Column(ref item)),
            Categorical = reader.Texts("categorical"u8),
            Weight = reader.TextOrNull("weight"u8),
            Missing = Missing(ref reader),
            Separator = reader.Character("separator"u8),
            Form = Form(ref reader),
            Threshold = reader.DoubleOrNull("threshold"u8),
        };
        reader.Skip("features"u8);
        reader.Close();
        return signature;
    }

    private static NumericColumn Column(ref CanonicalReader reader)
    {
        reader.Open();
        var column = new NumericColumn(reader.Text("name"u8), reader.Text("type"u8) switch
        {
            "single" => NumericType.Single,
            "double" => NumericType.Double,
            _ => throw new JsonException(),
        });
        reader.Close();
        return column;
    }

    private static MissingTexts Missing(ref CanonicalReader reader)
    {
        reader.Open("missing"u8);
        var missing = new MissingTexts
        {
            Numeric = reader.Texts("numeric"u8),
            Categorical = reader.Texts("categorical"u8),
            Columns = reader.Map<IReadOnlyList<string>>("columns"u8, static (ref CanonicalReader value) => value.Texts()),
        };
        reader.Close();
        return missing;
    }

    private static TableForm Form(ref CanonicalReader reader)
    {
        reader.Open("form"u8);
        var form = new TableForm
        {
            Decimal = reader.Character("decimal"u8),
            Numbers = reader.Map("numbers"u8, static (ref CanonicalReader value) => Number(ref value)),
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
        reader.Close();
        return form;
    }

    private static NumberText Number(ref CanonicalReader reader)
    {
        reader.Open();
        var text = new NumberText(reader.Character("decimal"u8), reader.CharacterOrNull("thousands"u8), reader.Boolean("percent"u8),
            reader.TextOrNull("currency"u8));
        reader.Close();
        return text;
    }

    private static DataRecord Data(ref CanonicalReader reader)
    {
        reader.Open("data"u8);
        var files = reader.List("files"u8, static (ref CanonicalReader item) =>
        {
            item.Open();
            var file = new FileFingerprint(item.Text("name"u8), item.Text("sha256"u8), item.Int64("bytes"u8), item.Int64("rows"u8));
            item.Close();
            return file;
        });
        var data = new DataRecord(files, reader.Int32("trainRows"u8), reader.Int32("testRows"u8), reader.Text("splitDigest"u8),
            reader.Text("heldOutDigest"u8))
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
        reader.Close();
        return data;
    }

    private static ColumnStatistics Statistics(ref CanonicalReader reader)
    {
        reader.Open("statistics"u8);
        var statistics = new ColumnStatistics(
            reader.List("numeric"u8, static (ref CanonicalReader item) => Numeric(ref item)),
            reader.List("categorical"u8, static (ref CanonicalReader item) => Categorical(ref item)));
        reader.Close();
        return statistics;
    }

    private static NumericStatistics Numeric(ref CanonicalReader reader)
    {
        reader.Open();
        var column = new NumericStatistics(reader.Text("name"u8), reader.Int64("count"u8), reader.Int64("missing"u8), reader.Double("mean"u8),
            reader.Double("variance"u8), reader.Double("minimum"u8), reader.Double("maximum"u8), reader.Double("mode"u8), reader.Doubles("quantiles"u8))
        {
            Distinct = reader.Int64("distinct"u8),
            ModeCount = reader.Int64("modeCount"u8),
            Whole = reader.Boolean("whole"u8),
        };
        reader.Close();
        return column;
    }

    private static CategoricalStatistics Categorical(ref CanonicalReader reader)
    {
        reader.Open();
        var column = new CategoricalStatistics(reader.Text("name"u8), reader.Int64("count"u8), reader.Int64("missing"u8),
            reader.List("categories"u8, static (ref CanonicalReader item) =>
            {
                item.Open();
                var category = new CategoryCount(item.Text("value"u8), item.Int64("count"u8));
                item.Close();
                return category;
            }));
        reader.Close();
        return column;
    }

    private static LabelPrior Prior(ref CanonicalReader reader)
    {
        reader.Open("prior"u8);
        var prior = new LabelPrior(reader.Doubles("classShares"u8), reader.Double("mean"u8));
        reader.Close();
        return prior;
    }

    private static TuningRecord? Tuning(ref CanonicalReader reader)
    {
        if (!reader.OpenOrNull("tuning"u8))
            return null;
        var tuning = new TuningRecord(reader.Text("fitOn"u8), reader.Int32("rows"u8), reader.Int32("folds"u8));
        reader.Close();
        return tuning;
    }

    private static ThresholdRecord? Threshold(ref CanonicalReader reader)
    {
        if (!reader.OpenOrNull("threshold"u8))
            return null;
        var threshold = new ThresholdRecord(reader.Text("rule"u8), reader.TextOrNull("chosenOn"u8)) { MovedFrom = reader.TextOrNull("movedFrom"u8) };
        reader.Close();
        return threshold;
    }

    private static CompiledRecord Compiled(ref CanonicalReader reader)
    {
        reader.Open("compiled"u8);
        reader.Open("parity"u8);
        var parity = new ChainParity(reader.Int32("rows"u8), reader.Double("boundUlps"u8), reader.Double("largestShare"u8),
            reader.Double("largestDifference"u8), reader.Int32("scoresDiffering"u8), reader.Int32("labelsDiffering"u8));
        reader.Close();
        FastDifference? fast = null;
        if (reader.OpenOrNull("fast"u8))
        {
            fast = new FastDifference(reader.Text("bound"u8), reader.Double("largestScore"u8), reader.Double("largestProbability"u8),
                reader.Int32("labelsDiffering"u8));
            reader.Close();
        }
        reader.Close();
        return new CompiledRecord(parity, fast);
    }

    private static Environs Environs(ref CanonicalReader reader)
    {
        reader.Open("environs"u8);
        var environs = new Environs(reader.Text("program"u8), reader.Text("runtime"u8),
            reader.Map("packages"u8, static (ref CanonicalReader value) => value.Text()), reader.Text("architecture"u8),
            reader.Texts("vectorExtensions"u8), reader.Int32("threads"u8));
        reader.Close();
        return environs;
    }
}
