using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>What ONNX Runtime 1.31, the one that this program is built with, takes. A test holds the numbers to it.</summary>
internal static class RuntimeLimits
{
    /// <summary>The latest version of the format.</summary>
    public const long IrVersion = 13;

    /// <summary>The latest version of ONNX's own operators.</summary>
    public const long Opset = 26;

    /// <summary>The latest version of the operators of ai.onnx.ml.</summary>
    public const long MlOpset = 5;

    /// <summary>The domain of scikit-learn's, LightGBM's and other classical models.</summary>
    public const string Ml = "ai.onnx.ml";

    private const string Older = "Export it for an older version.";

    private static readonly string[] known = ["", Ml, "com.microsoft"];

    /// <summary>Versions of the format and of operator sets.</summary>
    public static IEnumerable<ForeignFinding> Look(ForeignModel model)
    {
        if (model.IrVersion > IrVersion)
        {
            yield return new ForeignFinding(Refuse, FindingCode.Version, "the model", "ir_version",
                FormattableString.Invariant($"version {model.IrVersion} of the format"),
                FormattableString.Invariant($"at most {IrVersion}"), Older);
        }
        foreach (var (domain, latest) in ((string, long)[])[("", Opset), (Ml, MlOpset)])
        {
            if (model.Opsets.TryGetValue(domain, out var version) && version > latest)
            {
                yield return new ForeignFinding(Refuse, FindingCode.Version, "the model", "opset_import",
                    FormattableString.Invariant($"version {version} of the operators of {(domain.Length == 0 ? "ONNX" : domain)}"),
                    FormattableString.Invariant($"at most {latest}"), Older);
            }
        }
    }

    /// <summary>The domain of a node.</summary>
    public static IEnumerable<ForeignFinding> Look(ForeignNode node, ForeignModel model)
    {
        if (model.Proto.Functions.Any(function => ModelWalk.Domain(function.Domain) == node.Domain && function.Name == node.Proto.OpType))
            yield break;
        if (!known.Contains(node.Domain))
        {
            yield return node.Finding(Refuse, FindingCode.Domain, "", $"an operator of the domain '{node.Domain}'",
                "one that ONNX Runtime has, or a function in the model",
                "Export it without operators of its own.");
        }
        else if (node.Opset == 0)
        {
            yield return node.Finding(Refuse, FindingCode.Version, "opset_import", $"no version of the operators of '{node.Domain}'",
                "the version that the node is meant by",
                "The file is damaged, or its exporter has a bug: export it once more.");
        }
    }
}
