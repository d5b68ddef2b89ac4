using System.Buffers.Binary;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Artifacts.MlNet;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Artifacts;

/// <summary>
/// Zips whose chain was written anew, digests and all: each is refused with exit code 4 and its entry, before ML.NET's loader sees it. Of the six kinds that
/// did harm
/// once, five are made here: a tree that has a round in it (an endless loop), a nested expression (a stack that overflows), numbers that announce gigabytes,
/// an expression
/// put in front, and one that fills another category; the sixth, changed bytes of a normalizer, are among the <see cref="ForgedBytesTests"/>.
/// </summary>
[TestFixture]
internal sealed class ForgedChainTests
{
    private const string Folder = "TransformerChain";
    private readonly Scratch scratch = new();
    private byte[] zip = [];

    [OneTimeSetUp]
    public void Train() => zip = File.ReadAllBytes(SmallModel.Train(scratch));

    [OneTimeTearDown]
    public void Forget() => scratch.Dispose();

    [Test]
    public void What_was_taken_apart_and_put_together_again_is_the_same_to_the_byte()
    {
        for (var i = 0; i < TrainedZips.Count; i++)
        {
            foreach (var (name, content) in ZipEdits.Entries(TrainedZips.Of(i)).Where(entry => entry.Name.EndsWith("Model.key", StringComparison.Ordinal)))
                Assert.That(ForgedEntry.Of(content).ToBytes(), Is.EqualTo(content), name);
        }
        Assert.That(() => ModelZipReader.Open(scratch.Write("model.zip", ZipEdits.Forge(zip, _ => { }))), Throws.Nothing);
    }

    [TestCase("x=>x*2", "a", 8)]
    [TestCase("c=>\"x\"", "c", 10)]
    public void A_step_in_front_that_this_program_would_pass_over_is_refused(string expression, string column, int kind)
    {
        var step = new ForgedEntry(Loader.Expression, Ints(1, 1, 0, 1, 0, -1, kind), [column, expression]);

        Assert.That(Refusal(ZipEdits.Forge(zip, entries => PutInFront(entries, step))).Where, Does.EndWith("Transform_000/Model.key"));
    }

    [Test]
    public void An_expression_nested_200_000_deep_is_refused_where_fills_stand_too()
    {
        var deep = $"x=>{new string('(', 200_000)}x{new string(')', 200_000)}";
        var problem = Refusal(ChangeStep(Loader.Expression, step => step with { Texts = [step.Texts[0], deep, step.Texts[2]] }));

        Assert.That(problem.Found, Does.Contain("an expression that does not fill a missing category"));
    }

    [Test]
    public void An_expression_that_fills_another_category_is_not_the_one_of_the_config()
    {
        var problem = Refusal(ChangeStep(Loader.Expression, step => step with { Texts = [step.Texts[0], FillExpression.Of("nobody"), step.Texts[2]] }));

        Assert.That((problem.Where, problem.Found), Is.EqualTo(("model.zip!pipeline/manifest.json", "a config that fills other categories than the chain")));
    }

    [Test]
    public void A_round_in_a_tree_is_refused()
    {
        // Of the first tree: kind, leaves, two numbers, then how many left children, and the first of them.
        const int at = 8 + 1 + 4 + 16 + 4 + 4;
        var sound = 0;
        ChangeStep(Loader.LightGbmBinary, trees => trees.With(at, sound = trees.Number(at)));
        int[] others = [.. new[] { 0, 1, 2, 99, -99 }.Where(child => child != sound)];

        Assert.That(others, Has.Length.GreaterThanOrEqualTo(4), "one of them may be what is there");
        foreach (var child in others)
        {
            var problem = Refusal(ChangeStep(Loader.LightGbmBinary, trees => trees.With(at, child)));
            Assert.That(problem.Found, Does.StartWith("a tree with").Or.StartWith("a split"), $"{child}");
        }
    }

    [Test]
    public void Numbers_that_announce_more_than_there_is_are_refused()
    {
        foreach (var (loader, at) in new[]
        {
            (Loader.Chain, 0), (Loader.Concatenate, 8), (Loader.ReplaceMissing, 0), (Loader.ReplaceMissing, 25), (Loader.Normalize, 14), (Loader.Affine, 4),
                (Loader.Affine, 12),
            (Loader.ConvertType, 0), (Loader.IndicateMissing, 0), (Loader.Expression, 0), (Loader.TextToKey, 0), (Loader.Terms, 0), (Loader.Terms, 5),
                (Loader.KeyToVector, 0), (Loader.LightGbmBinary, 4),
        })
        {
            foreach (var number in (int[])[int.MaxValue, 0x02000001, -1, int.MinValue, 300])
                Assert.That(Refusal(ChangeStep(loader, step => step.With(at, number))).Where, Does.Contain("!TransformerChain/"),
                    $"{loader.Name} {at} {number}");
        }
    }

    [Test]
    public void A_text_that_is_not_there_is_refused() =>
        Assert.That(Refusal(ChangeStep(Loader.TextToKey, step => step.With(4, 14))).Found, Does.StartWith("text 14 of"));

    [TestCase("System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e")]
    [TestCase("/tmp/evil.dll")]
    public void Another_assembly_is_refused(string assembly)
    {
        var bytes = ZipEdits.Entries(zip).First(entry => entry.Name.EndsWith("Transform_000/Model.key", StringComparison.Ordinal)).Content;
        var at = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(0x90));
        byte[] other = [.. bytes[..at], .. System.Text.Encoding.Unicode.GetBytes(assembly), .. "LEDOM\0LM"u8];
        BinaryPrimitives.WriteInt64LittleEndian(other.AsSpan(0x80), other.Length - 8);
        BinaryPrimitives.WriteInt64LittleEndian(other.AsSpan(0x88), other.Length);
        BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(0x98), 2 * assembly.Length);

        Assert.That(Refusal(ZipEdits.Forge(zip, $"{Folder}/Transform_000/Model.key", _ => other)).Found, Does.Contain($"of '{assembly[..12]}"));
    }

    [Test]
    public void A_loader_that_no_chain_of_train_asks_for_is_refused()
    {
        var foreign = new Loader("TEXTLOAD", 0x10001, 0x10001, "TextLoader", "Microsoft.ML.Data");

        Assert.That(Refusal(ZipEdits.Forge(zip, entries => PutInFront(entries, new ForgedEntry(foreign, [], [])))).Found,
            Does.StartWith("a loader 'TextLoader'"));
    }

    [Test]
    public void A_known_step_in_another_place_is_refused()
    {
        var count = Steps(ZipEdits.Entries(zip));
        for (var i = 0; i + 1 < count; i++)
        {
            var forged = ZipEdits.Forge(zip, entries =>
            {
                var moved = entries.Select(entry => (Renumbered(entry.Name, i, i + 1), entry.Content)).ToList();
                entries.Clear();
                entries.AddRange(moved);
            });
            Assert.That(Refusal(forged).Where, Does.Contain("!TransformerChain/"), $"steps {i} and {i + 1} exchanged");
        }
    }

    [Test]
    public void A_step_twice_or_left_out_is_refused()
    {
        for (var i = 0; i < Steps(ZipEdits.Entries(zip)); i++)
        {
            var prefix = FormattableString.Invariant($"{Folder}/Transform_{i:000}/");
            Assert.That(Refusal(ZipEdits.Forge(zip, entries => entries.RemoveAll(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)))).Found,
                Is.EqualTo("no such entry"));
            Assert.That(Refusal(ZipEdits.Forge(zip, entries =>
            {
                var step = entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
                PutInFront(entries, []);
                entries.AddRange(step.Select(entry => ($"{Folder}/Transform_000/{entry.Name[prefix.Length..]}", entry.Content)));
            })).Where, Does.Contain("!TransformerChain/Transform_0").Or.Contain("Schema"));
        }
    }

    [Test]
    public void An_entry_of_no_step_is_refused_though_the_manifest_lists_it()
    {
        foreach (var name in (string[])["notes.txt", "pipeline/notes.txt", $"{Folder}/Transform_000/Model.bin", $"{Folder}/Transform_099/Model.key",
            "DataLoaderModel/Model.key"])
            Assert.That(Refusal(ZipEdits.Forge(zip, entries => entries.Add((name, [1])))),
                Is.EqualTo(new Problem($"model.zip!{name}", "an entry that belongs to no step of the chain", "no other entries", Refusals.CopyAgain)));
    }

    /// <summary>Moves every step one further, and puts an entry in the place of the first.</summary>
    private static void PutInFront(List<(string Name, byte[] Content)> entries, ForgedEntry step)
    {
        PutInFront(entries, [("Model.key", step.ToBytes())]);
    }

    private static void PutInFront(List<(string Name, byte[] Content)> entries, IEnumerable<(string Name, byte[] Content)> step)
    {
        var count = Steps(entries);
        var moved = entries.Select(entry => (Moved(entry.Name), entry.Content)).ToList();
        entries.Clear();
        entries.AddRange(moved.Concat(step.Select(entry => ($"{Folder}/Transform_000/{entry.Name}", entry.Content))));
        ZipEdits.Set(entries, $"{Folder}/Model.key",
            (ForgedEntry.Of(ZipEdits.Content(entries, $"{Folder}/Model.key")) with
            {
                Numbers = Ints(
            [count + 1, .. Enumerable.Repeat(7, count + 1)])
            }).ToBytes());
    }

    private static string Moved(string name) => name.StartsWith($"{Folder}/Transform_", StringComparison.Ordinal)
        ? FormattableString.Invariant(
            $"{Folder}/Transform_{int.Parse(
            name.AsSpan(Folder.Length + 11, 3), System.Globalization.CultureInfo.InvariantCulture) + 1:000}{name[(Folder.Length + 14)..]}") : name;

    private static string Renumbered(string name, int one, int other)
    {
        string Of(int step) => FormattableString.Invariant($"{Folder}/Transform_{step:000}/");
        return name.StartsWith(Of(one), StringComparison.Ordinal) ? Of(other) + name[Of(one).Length..] : name.StartsWith(Of(other), StringComparison.Ordinal)
            ? Of(one) + name[Of(other).Length..] : name;
    }

    private static int Steps(List<(string Name, byte[] Content)> entries) =>
        BitConverter.ToInt32(ForgedEntry.Of(ZipEdits.Content(entries, $"{Folder}/Model.key")).Numbers);

    private static byte[] Ints(params int[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    /// <summary>The zip with the first entry of a loader changed, digests and all.</summary>
    private byte[] ChangeStep(Loader loader, Func<ForgedEntry, ForgedEntry> change)
    {
        var name = ZipEdits.Entries(zip).First(entry => entry.Name.EndsWith("Model.key", StringComparison.Ordinal)
            && ForgedEntry.Of(entry.Content).Loader == loader).Name;
        return ZipEdits.Forge(zip, name, bytes => change(ForgedEntry.Of(bytes)).ToBytes());
    }

    private Problem Refusal(byte[] bytes) => Refusals.Of(scratch, bytes);
}
