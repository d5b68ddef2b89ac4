namespace Pipeline.Cli.Streams;

/// <summary>Whoever read standard output has gone: the run is over, and there is nobody to tell.</summary>
internal sealed class ReaderGoneException() : OperationCanceledException("The reader of standard output has gone.");
