using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>A kind of JSON document that this program writes.</summary>
internal interface IDocument
{
    /// <summary>What it is called: the command, or the file.</summary>
    string Name { get; }

    /// <summary>Its JSON Schema (draft 2020-12): complete, and closed to further members.</summary>
    JsonObject Schema();
}
