namespace Pipeline.Fuzz.Plain;

/// <summary>A file that is unsound as a whole.</summary>
internal sealed class RefusedException(string reason) : Exception(reason);
