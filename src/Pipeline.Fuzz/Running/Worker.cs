using System.Globalization;
using System.Text.Json;

namespace Pipeline.Fuzz.Running;

/// <summary>
/// A process that tries cases: a line in names one, a line out says what came of it. What kills a process kills this one, and the driver
/// knows by which case.
/// </summary>
internal static class Worker
{
    /// <summary>Begins an answer, wherever in a line it stands: libraries may print what they like.</summary>
    public const char Answer = '\u0001';

    /// <summary>Answers until there is no more to read.</summary>
    /// <param name="fixtures">The models.</param>
    public static void Serve(Fixtures fixtures)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        while (Console.In.ReadLine() is { } line)
        {
            var asked = JsonSerializer.Deserialize<CaseName>(line)!;
            Console.Out.WriteLine(Answer + JsonSerializer.Serialize(Try(asked.Make(fixtures), fixtures)));
            Console.Out.Flush();
        }
    }

    /// <summary>Tries a case on the program.</summary>
    public static Verdict Try(FuzzCase example, Fixtures fixtures)
    {
        using var trial = new Trial(example, fixtures, Products.Real);
        return Areas.Named(example.Area).Judge(trial);
    }
}
