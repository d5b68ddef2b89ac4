using Pipeline.Files;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>The three files of a run, which take their places together.</summary>
/// <param name="Directory">Where they go.</param>
/// <param name="Zip">model.zip.</param>
/// <param name="Metrics">metrics.json.</param>
/// <param name="Scores">scores.csv.</param>
internal sealed record TrainResults(string Directory, OutputFile Zip, OutputFile Metrics, OutputFile Scores)
{
    /// <summary>Where the files of a run go: the zip, the metrics, the scores.</summary>
    public static IReadOnlyList<string> Paths(string directory) =>
        [Path.Combine(directory, "model.zip"), Path.Combine(directory, "metrics.json"), Path.Combine(directory, "scores.csv")];

    /// <summary>Makes the directory and checks that it can be written to, before anything is read.</summary>
    /// <exception cref="ConfigException">It cannot.</exception>
    public static TrainResults Open(string directory, Outputs outputs)
    {
        outputs.MakeFolder(directory);
        var paths = Paths(directory);
        if (TrainedTogether.Mismatch(paths[0]) is { } mismatch)
            outputs.Note(mismatch);
        return new TrainResults(directory, outputs.Open(paths[0], readAgain: true), outputs.Open(paths[1]), outputs.Open(paths[2], readAgain: true));
    }

    /// <summary>In the order in which they take their places, the zip last: where it is new, so are the others.</summary>
    public IEnumerable<IOutput> InOrder() => [Scores, Metrics, Zip];
}
