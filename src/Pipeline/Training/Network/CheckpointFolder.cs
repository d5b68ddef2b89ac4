using System.Globalization;
using System.Numerics;
using Pipeline.Files;

namespace Pipeline.Training.Network;

/// <summary>
/// A folder with the newest states of a training, named by their step. Each file appears complete or not at all; older ones go once a newer
/// one is there.
/// </summary>
/// <param name="path">The folder; made when the first state is saved.</param>
/// <param name="keep">How many are kept; at least 1.</param>
internal sealed class CheckpointFolder(string path, int keep)
{
    private const string Ending = ".state";

    /// <summary>The files, the newest first.</summary>
    public IReadOnlyList<string> Files => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, "step-*" + Ending).Where(file => StepOf(file) is not null).OrderByDescending(StepOf)];

    /// <summary>Saves a state and removes what is older than the newest <c>keep</c>.</summary>
    /// <returns>The file.</returns>
    public string Save<T>(TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Directory.CreateDirectory(path);
        var name = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"step-{state.Step:D12}{Ending}"));
        using (var file = AtomicFile.Create(name))
        {
            file.Stream.Write(StateWriter.Bytes(state));
            file.Commit();
        }
        foreach (var old in Files.Skip(Math.Max(1, keep)))
            File.Delete(old);
        return name;
    }

    /// <summary>The newest state; null where there is none. One that is damaged is refused, not passed over.</summary>
    /// <param name="layout">The network that it must be of.</param>
    /// <param name="moments">How many arrays of moments its optimizer keeps.</param>
    /// <exception cref="Model.Problems.ArtifactException">The newest file is damaged or of another network.</exception>
    public TrainingState<T>? Newest<T>(NetworkLayout layout, int moments)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Files is [var newest, ..] ? StateReader.Read<T>(newest, File.ReadAllBytes(newest), layout, moments) : null;

    private static long? StepOf(string file) =>
        long.TryParse(Path.GetFileNameWithoutExtension(file).AsSpan("step-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? step : null;
}
