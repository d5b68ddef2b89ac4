using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Scoring;

namespace Pipeline.Commands;

/// <summary>inspect: what is in a zip, after verifying all that scoring and evaluating would.</summary>
internal static class InspectCommand
{
    /// <summary>Opens the zip, compiles its chain and reads what only some commands ask for.</summary>
    /// <param name="modelPath">The zip.</param>
    /// <param name="verify">The file of the public key that it must be signed by, or null.</param>
    public static OpenedModel Run(string modelPath, string? verify = null)
    {
        var opened = ModelZipReader.Open(modelPath, VerifyingKey.Demanded(verify));
        using var compiled = CompiledModel.Compile(opened.Graph);
        compiled.OpenScorer(1).Dispose();
        _ = opened.ReadTrainedRows();
        _ = opened.ReadConfig();
        return opened;
    }
}
