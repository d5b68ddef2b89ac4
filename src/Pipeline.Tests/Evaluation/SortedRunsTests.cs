using CsCheck;
using NUnit.Framework;
using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

/// <summary>Runs of a few numbers, so that most of them lie in the file.</summary>
[NonParallelizable]
internal sealed class SortedRunsTests
{
    private static readonly Gen<(double Key, double Weight)[]> rows = Gen.Select(Gen.Double[-4, 4].Select(value => Math.Round(value, 1)), Gen.Double[0.5, 2]).Array[0, 300];

    [Test]
    public void Any_number_of_runs_gives_the_numbers_in_order_with_their_weights() => Gen.Select(rows, Gen.Int[1, 40]).Sample((rows, length) =>
    {
        using var runs = new SortedRuns<double>(weighted: true, length);
        foreach (var (key, weight) in rows)
            runs.Add(key, weight);

        var sorted = runs.InOrder().ToList();

        Assert.That(sorted.Select(row => row.Key), Is.EqualTo(rows.Select(row => row.Key).Order()));
        Assert.That(sorted, Is.EquivalentTo(rows));
    }, threads: 1, iter: 200);

    [Test]
    public void Runs_without_weights_give_every_number_the_weight_1() => Gen.Select(Gen.UInt.Array[0, 300], Gen.Int[1, 40]).Sample((keys, length) =>
    {
        using var runs = new SortedRuns<uint>(weighted: false, length);
        foreach (var key in keys)
            runs.Add(key, 1);

        Assert.That(runs.InOrder(), Is.EqualTo(keys.Order().Select(key => (key, 1.0))));
    }, threads: 1, iter: 200);

    [Test]
    public void A_run_longer_than_the_buffer_comes_whole()
    {
        using var runs = new SortedRuns<double>(weighted: true, 10_000);
        for (var i = 0; i < 25_000; i++)
            runs.Add(i * 7919L % 25_000, i * 7919L % 25_000 + 1);

        Assert.That(runs.InOrder(), Is.EqualTo(Enumerable.Range(0, 25_000).Select(i => ((double)i, i + 1.0))));
    }

    [Test]
    public void Nothing_is_left_in_the_temporary_folder()
    {
        var before = Directory.GetFiles(Path.GetTempPath()).Length;
        using var runs = new SortedRuns<double>(weighted: false, 2);
        for (var i = 0; i < 9; i++)
            runs.Add(i, 1);

        if (!OperatingSystem.IsWindows())
            Assert.That(Directory.GetFiles(Path.GetTempPath()), Has.Length.LessThanOrEqualTo(before), "while the runs are at hand");
        Assert.That(runs.InOrder().Count(), Is.EqualTo(9));
    }
}
