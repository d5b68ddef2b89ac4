using System.Text;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Container;
using Pipeline.Model;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Stock;

namespace Pipeline.Tests.Artifacts;

/// <summary>The manifest read by hand: what train writes to the last member, and nothing that the serializer would read otherwise.</summary>
[TestFixture]
internal sealed class ManifestReaderTests
{
    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, i) => new TestCaseData(i).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(Cases))]
    public void The_manifest_of_every_trainer_is_read_and_written_again_to_the_same_bytes(int index)
    {
        var json = Json(TrainedZips.Of(index));

        Assert.That(Written(ManifestReader.Read(json)), Is.EqualTo(Encoding.UTF8.GetString(json)));
    }

    [Test]
    public void So_is_one_in_which_everything_is_there()
    {
        var manifest = ManifestJson.Read(Json(TrainedZips.Of(0)));
        foreach (var (encoding, i) in Enum.GetValues<TextEncoding>().Select((encoding, i) => (encoding, i)))
        {
            var full = ManifestJson.Write(Full(manifest, encoding, Enum.GetValues<TaskKind>()[i % 3]));

            Assert.That(Written(ManifestReader.Read(full)), Is.EqualTo(Encoding.UTF8.GetString(full)));
        }
    }

    [TestCase("\"format\": 4", "\"format\": 2")]
    [TestCase("\"format\": 4,", "")]
    [TestCase("\"format\": 4,", "\"format\": 4, \"more\": 1,")]
    [TestCase("\"trainRows\": ", "\"trainRows\": 1e3")]
    [TestCase("\"prior\": {", "\"prior\": null, \"priors\": {")]
    public void Another_one_is_left_to_the_serializer(string found, string replacement)
    {
        var json = Encoding.UTF8.GetString(Json(TrainedZips.Of(0)));
        Assert.That(json, Does.Contain(found));

        Assert.That(ManifestReader.Read(Encoding.UTF8.GetBytes(json.Replace(found, replacement, StringComparison.Ordinal))), Is.Null);
    }

    [Test]
    public void Bytes_changed_anywhere_are_read_as_the_serializer_reads_them_or_not_at_all()
    {
        var json = Json(TrainedZips.Of(0));
        var random = new Random(5);
        var read = 0;
        for (var round = 0; round < 2000; round++)
        {
            var changed = (byte[])json.Clone();
            changed[random.Next(changed.Length)] = (byte)"0123456789\"{}[],:. \nabnull-eE"[random.Next(29)];
            if (ManifestReader.Read(changed) is not { } manifest)
                continue;
            read++;
            Assert.That(Written(manifest), Is.EqualTo(Written(ManifestJson.Read(changed))), $"round {round}");
        }

        Assert.That(read, Is.GreaterThan(100), "many a byte may be another");
    }

    private static byte[] Json(byte[] zip) => ZipEdits.Entries(zip).Single(entry => entry.Name == EntryNames.Manifest).Content;

    private static string? Written(Manifest? manifest)
    {
        try
        {
            return manifest is null ? null : Encoding.UTF8.GetString(ManifestJson.Write(manifest));
        }
        catch (ArgumentException)
        {
            return "an infinite number, which cannot be written";
        }
    }

    /// <summary>A manifest with something in every list and member, whether or not it hangs together.</summary>
    private static Manifest Full(Manifest manifest, TextEncoding encoding, TaskKind task)
    {
        var shifted = new ShiftedColumn("a \"b\"", 7, 1.5, -2e-300, double.MaxValue)
        {
            TrainingMinimum = -1,
            TrainingMaximum = 1e17,
            Outside = 0.1,
            Moved = 0.2,
            SpreadRatio = 3,
            Change = "×0.001",
            Factor = 0.001,
            Unmistakable = true,
        };
        var report = new AuditReport(1, 2, [new("c", 3, true)], 4, [new("d", 5, ["é", ""])], [shifted, shifted with { SpreadRatio = null, Change = null }]);
        return manifest with
        {
            Signature = manifest.Signature with
            {
                Task = task,
                Classes = ["no", "yes"],
                Ids = ["id"],
                Numeric = [new("x", NumericType.Double), new("y", NumericType.Single)],
                Categorical = ["c"],
                Weight = "w",
                Separator = '\t',
                Threshold = 0.25,
                Missing = new() { Numeric = ["NA"], Categorical = ["?"], Columns = new Dictionary<string, IReadOnlyList<string>> { ["x"] = ["-1", "n/a"] } },
                Form = new()
                {
                    Decimal = ',',
                    Numbers = new Dictionary<string, NumberText> { ["x"] = new('.', ' ', true, "€"), ["y"] = NumberText.Plain },
                    Trim = true,
                    Encoding = encoding,
                    SkipLines = 2,
                    Comment = "#",
                    Names = ["x", "y"],
                },
            },
            Statistics = new([new("x", 1, 2, 3, 4, 5, 6, 7, [1, 2.5])], [new("c", 8, 9, [new("u", 10), new("v", 11)])]),
            Prior = new([0.25, 0.75], 1),
            Audit = new(report, report, ["unused"], [new("z", 1, 2, true)]) { ConstantTarget = 4 },
            Tuning = new("outOfFold", 5, 6),
            Threshold = new("f1", "some rows") { MovedFrom = new string('a', 64) },
            Rounds = 12,
            Compiled = manifest.Compiled with { Fast = new("a bound", 1, 2, 3) },
        };
    }
}
