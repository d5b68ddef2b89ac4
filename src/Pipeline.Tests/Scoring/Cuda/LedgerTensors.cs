namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>Tensors that are copied together.</summary>
/// <param name="Count">How many.</param>
/// <param name="RowBytes">Bytes a row of all of them.</param>
internal sealed record LedgerTensors(int Count, int RowBytes);
