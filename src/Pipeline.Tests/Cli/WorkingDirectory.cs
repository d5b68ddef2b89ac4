namespace Pipeline.Tests.Cli;

/// <summary>Makes a folder the working directory for a while, so that texts have relative paths. Fixtures that use it are not run beside others.</summary>
internal sealed class WorkingDirectory : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;

    public WorkingDirectory(string directory) => Environment.CurrentDirectory = directory;

    public void Dispose() => Environment.CurrentDirectory = before;
}
