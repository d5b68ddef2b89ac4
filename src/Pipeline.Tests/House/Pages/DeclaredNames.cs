using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>What the sources of a repository are made of, by name: folders and files, types and their members.</summary>
internal sealed class DeclaredNames
{
    private readonly HashSet<string> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);

    private DeclaredNames(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            types.UnionWith(file.Types);
            foreach (var type in file.Tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                members.UnionWith(Members(type).Select(member => $"{type.Identifier.Text}.{member}"));
        }
    }

    /// <summary>Those of this repository.</summary>
    public static DeclaredNames OfTheRepository { get; } = new(Repository.Files("src", ".cs").Select(path => SourceFile.Parse(path, Repository.Read(path))));

    /// <summary>Whether there is a type of that name, or a member, as Type.Member.</summary>
    public bool HasType(string name) => types.Contains(name) || members.Contains(name);

    /// <summary>Whether there is a file or a folder: from the root, or below the program's own folder.</summary>
    public static bool HasPath(string path) =>
        new[] { Repository.PathOf(path), Repository.PathOf($"src/Pipeline/{path}") }.Any(full => File.Exists(full) || Directory.Exists(full));

    private static IEnumerable<string> Members(TypeDeclarationSyntax type) =>
    [
        .. type.ParameterList?.Parameters.Select(parameter => parameter.Identifier.Text) ?? [],
        .. type.Members.SelectMany(member => member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.Text],
            PropertyDeclarationSyntax property => [property.Identifier.Text],
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
            BaseTypeDeclarationSyntax nested => [nested.Identifier.Text],
            _ => (IEnumerable<string>)[],
        }),
    ];
}
