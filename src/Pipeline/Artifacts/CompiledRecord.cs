namespace Pipeline.Artifacts;

/// <summary>What was found of the compiled graph at training, on the held-out rows.</summary>
/// <param name="Parity">How it compares with ML.NET's own Transform.</param>
/// <param name="Fast">What fast precision would change; null where fast is exact.</param>
internal sealed record CompiledRecord(ChainParity Parity, FastDifference? Fast);
