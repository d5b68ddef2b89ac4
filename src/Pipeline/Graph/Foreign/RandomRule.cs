namespace Pipeline.Graph.Foreign;

/// <summary>Operators that draw random numbers.</summary>
internal static class RandomRule
{
    private static readonly string[] operators =
        ["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"];

    public static IEnumerable<ForeignFinding> Look(ForeignNode node)
    {
        if (node.Domain.Length == 0 && operators.Contains(node.Proto.OpType))
        {
            yield return node.Finding(FindingSeverity.Refuse, FindingCode.Random, "", "random numbers, others each time",
                "scores that are a function of their row",
                "Export it without what draws them: noise and sampling belong to the training.");
        }
    }

    /// <summary>Whether an operator draws random numbers.</summary>
    public static bool Draws(string op) => operators.Contains(op);
}
