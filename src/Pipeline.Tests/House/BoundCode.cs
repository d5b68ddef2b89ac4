using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House;

/// <summary>
/// The files of a project as the compiler understands them: what each name stands for, however it is written. Names in
/// comments, crefs too, are no part of it, nor is a using line that only opens a namespace.
/// </summary>
internal sealed class BoundCode
{
    // What the SDK adds where ImplicitUsings is set.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The name of the program, and of the namespace of its root.
    private const string Root = "Pipeline";

    private static readonly Lazy<BoundCode> Product = new(() => OfFolder("src/Pipeline"));
    private static readonly Lazy<BoundCode> Fuzzing = new(() => OfFolder("src/Pipeline.Fuzz"));
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(Referenced);

    // The name of the tests, to which the built program shows its internal types: those that are generated have no file here.
    private static readonly string Name = typeof(BoundCode).Assembly.GetName().Name!;

    private BoundCode(IReadOnlyList<SourceFile> files)
    {
        Files = files;
        var trees = files.Select(file => file.Tree).Append(SourceFile.Parse("", ImplicitUsings).Tree);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations);
        var compilation = CSharpCompilation.Create(Name, trees, References.Value, options);
        var names = files.AsParallel().AsOrdered().SelectMany(file => NamesIn(file, compilation.GetSemanticModel(file.Tree))).ToList();
        Uses = [.. names.Where(name => name.Type is not null).Select(name => new Use(name.File.Place, LineOf(name.Name), name.Type!, RoomOf(name.Type!)))];
        Unbound = [.. names.Where(name => name.Type is null).Select(name => $"{name.File.Place}:{LineOf(name.Name)}: {name.Name} stands for nothing")];
    }

    /// <summary>The program.</summary>
    public static BoundCode OfTheProgram => Product.Value;

    /// <summary>The fuzzer.</summary>
    public static BoundCode OfTheFuzzer => Fuzzing.Value;

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Every type that a file uses, itself or by a member, once a file, with the first line that does.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>Names that the compiler cannot place, whose uses are therefore not seen: one line each, empty where all is well.</summary>
    public IReadOnlyList<string> Unbound { get; }

    public static BoundCode Of(params IReadOnlyList<(string Place, string Source)> files) =>
        new([.. files.Select(file => SourceFile.Parse(file.Place, file.Source))]);

    private static BoundCode OfFolder(string folder) =>
        Of([.. Repository.Files(folder, ".cs").Select(path => (path[(folder.Length + 1)..], Repository.Read(path)))]);

    private string? RoomOf(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences is [var first, ..])
            return SourceFile.FolderOf(first.SyntaxTree.FilePath);
        if (type.ContainingAssembly.Name != Root)
            return null;
        // Generated from a file that is not C#, in its folder: the namespace is of that room, or below it.
        var room = type.ContainingNamespace.ToDisplayString().Replace('.', '/')[Root.Length..].TrimStart('/');
        while (room.Length > 0 && Files.All(file => file.Room != room))
            room = SourceFile.FolderOf(room);
        return room;
    }

    // What the tests run with, the built program included; a type that is in the files as well is taken from them.
    private static IReadOnlyList<MetadataReference> Referenced() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != Name)
            .Select(path => MetadataReference.CreateFromFile(path))];

    private static IEnumerable<(SourceFile File, SyntaxNode Name, INamedTypeSymbol? Type)> NamesIn(SourceFile file, SemanticModel model)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var name in file.Tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
        {
            var info = model.GetSymbolInfo(name);
            // Where the compiler hesitates between overloads, each of them is a use.
            var symbols = info.Symbol is { } one ? [one] : info.CandidateSymbols;
            if (symbols.IsEmpty && !IsWordOrAlias(name) && !IsGenerated(name, model))
                yield return (file, name, null);
            foreach (var type in symbols.Select(TypeOf).OfType<INamedTypeSymbol>().Where(seen.Add))
                yield return (file, name, type);
        }
    }

    // Words of the language that are names to the parser, and the name that a using line gives.
    private static bool IsWordOrAlias(SyntaxNode name) =>
        name.ToString() is "nameof" or "unmanaged" or "notnull" or "_" || name.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax };

    // What a source generator adds to a partial type is not among the files; the use of the type itself is seen.
    private static bool IsGenerated(SyntaxNode name, SemanticModel model) =>
        name.Parent is MemberAccessExpressionSyntax member && member.Name == name && model.GetSymbolInfo(member.Expression).Symbol is INamedTypeSymbol type
        && type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static INamedTypeSymbol? TypeOf(ISymbol symbol)
    {
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType,
            _ => null,
        };
        return type is null || type.IsTupleType || type.IsAnonymousType ? null : type.OriginalDefinition;
    }

    private static int LineOf(SyntaxNode name) => name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
