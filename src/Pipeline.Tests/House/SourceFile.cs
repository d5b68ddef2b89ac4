using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pipeline.Tests.House;

/// <summary>A C# file: its place below the folder of its project, with /, and its syntax.</summary>
internal sealed record SourceFile(string Place, SyntaxTree Tree)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    /// <summary>The folder that it lies in, which is its room; nothing for a file at the root.</summary>
    public string Room => FolderOf(Place);

    /// <summary>The namespaces that it declares.</summary>
    public IReadOnlyList<string> Namespaces =>
        [.. Nodes<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString())];

    /// <summary>Names of the types declared in it.</summary>
    public IReadOnlyList<string> Types =>
    [
        .. Nodes<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text),
        .. Nodes<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text),
    ];

    /// <summary>What it imports into every file of its project, as written.</summary>
    public IReadOnlyList<string> GlobalImports =>
        [.. from line in Nodes<UsingDirectiveSyntax>() where !line.GlobalKeyword.IsKind(SyntaxKind.None) select line.NamespaceOrType.ToString()];

    public static SourceFile Parse(string place, string source) => new(place, CSharpSyntaxTree.ParseText(source, Options, place));

    /// <summary>The folder of a place, nothing for one at the root.</summary>
    public static string FolderOf(string place) => place[..Math.Max(0, place.LastIndexOf('/'))];

    private IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Tree.GetRoot().DescendantNodes().OfType<T>();
}
