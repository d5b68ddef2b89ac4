using System.Security.Cryptography;
using Pipeline.Artifacts;
using Pipeline.Artifacts.Signing;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Reports;
using Pipeline.Scoring;

namespace Pipeline.Commands;

/// <summary>What export is asked to do.</summary>
/// <param name="ModelPath">The zip.</param>
/// <param name="Output">The ONNX file.</param>
/// <param name="Precision">exact or fast.</param>
/// <param name="Inputs">features or columns.</param>
internal sealed record ExportRequest(string ModelPath, string Output, string Precision, string Inputs)
{
    /// <summary>What the run writes.</summary>
    public Outputs Outputs { get; init; } = new(() => Stream.Null);

    /// <summary>The file of the public key that the zip must be signed by, or null.</summary>
    public string? Verify { get; init; }
}

/// <summary>export: the model as one ONNX file, for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>Writes the file.</summary>
    /// <exception cref="PipelineException">The zip, the output or the model's columns are not as they must be; no file is written.</exception>
    public static ExportOutcome Run(ExportRequest request, CancellationToken cancel)
    {
        var (precision, form) = Parse(request);
        OutputPlaces.Check([request.ModelPath, .. VerifyingKey.Files(request.Verify)], [request.Output]);
        var opened = ModelZipReader.Open(request.ModelPath, VerifyingKey.Demanded(request.Verify));
        using var outputs = request.Outputs;
        var file = outputs.Open(request.Output);
        using var compiled = CompiledModel.Compile(opened.Graph, precision);
        var exported = OnnxExport.Compile(compiled.Graph, form, new ExportOrigin(opened.Sha256, compiled.Graph.Precision, Surroundings.Program));
        cancel.ThrowIfCancellationRequested();
        file.Stream.Write(exported.Bytes);
        outputs.Commit(cancel, file);
        return new ExportOutcome(request.Output, Convert.ToHexStringLower(SHA256.HashData(exported.Bytes)), opened.Sha256, exported,
            PrecisionReport.Of(precision, compiled.Graph, opened.Manifest));
    }

    private static (Precision Precision, InputForm Form) Parse(ExportRequest request)
    {
        var problems = new List<Problem>();
        var precision = OptionWords.Parse<Precision>("--precision", request.Precision, problems);
        var form = OptionWords.Parse<InputForm>("--inputs", request.Inputs, problems);
        if (request.Output == "-")
            problems.Add(new Problem("OUT.onnx", "-", "the path of a file to write"));
        return problems.Count == 0 ? (precision, form) : throw new ConfigException(problems);
    }
}
