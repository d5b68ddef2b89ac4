using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz;

/// <summary>A part of the program that is tried: how cases are made, and what is expected of them.</summary>
internal interface IFuzzArea
{
    /// <summary>Its name, for --area.</summary>
    string Name { get; }

    /// <summary>Makes a case.</summary>
    FuzzCase Make(Chance chance, Fixtures fixtures);

    /// <summary>Runs a case and says what came of it.</summary>
    Verdict Judge(Trial trial);
}
