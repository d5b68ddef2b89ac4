using Microsoft.CodeAnalysis;

namespace Pipeline.Tests.House;

/// <summary>A type that a file uses, and the first line that does.</summary>
/// <param name="Place">The place of the file that uses it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Type">The type.</param>
/// <param name="UsedRoom">The room that the type is of, or null for one of a package.</param>
internal sealed record Use(string Place, int Line, INamedTypeSymbol Type, string? UsedRoom)
{
    /// <summary>The room of the file.</summary>
    public string Room => SourceFile.FolderOf(Place);

    /// <summary>The name of the type without its namespace.</summary>
    public string Name => Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The assembly that it comes from; the files read here are one of the name of the tests.</summary>
    public string Assembly => Type.ContainingAssembly.Name;

    /// <summary>Whether the type has this full name or lies in a namespace of this name or below one.</summary>
    public bool IsOf(string name)
    {
        var full = Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        return full.StartsWith(name, StringComparison.Ordinal) && (full.Length == name.Length || full[name.Length] == '.');
    }
}
