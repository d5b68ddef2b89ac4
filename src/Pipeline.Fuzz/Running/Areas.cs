using Pipeline.Fuzz.Commands;
using Pipeline.Fuzz.Configs;
using Pipeline.Fuzz.Csv;
using Pipeline.Fuzz.Zips;

namespace Pipeline.Fuzz.Running;

/// <summary>The areas, and which of them a case is of: it follows from its number alone.</summary>
internal static class Areas
{
    private static readonly IFuzzArea csv = new CsvArea();
    private static readonly IFuzzArea config = new ConfigArea();
    private static readonly IFuzzArea zip = new ZipArea("zip", ZipEdits.Bytes);
    private static readonly IFuzzArea structure = new ZipArea("structure", ZipEdits.Structure);
    private static readonly IFuzzArea forged = new ZipArea("forged", ZipEdits.Forged);
    private static readonly IFuzzArea command = new CommandArea();

    private static readonly IFuzzArea[] turns = [csv, config, csv, zip, csv, command, csv, structure, csv, forged, csv, config, csv, forged, csv, command];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFuzzArea> All { get; } = [csv, config, zip, structure, forged, command];

    /// <summary>The area of a case.</summary>
    public static IFuzzArea Of(int number) => turns[number % turns.Length];

    /// <summary>The area of a name.</summary>
    public static IFuzzArea Named(string name) => All.Single(area => area.Name == name);
}
