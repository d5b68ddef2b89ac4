using System.Collections;
using System.Reflection;
using Microsoft.ML.Trainers;

namespace Pipeline.Graph.MlNet;

/// <summary>What a one-versus-all model of ML.NET is made of.</summary>
/// <param name="Formula">ML.NET's name of what joins the models.</param>
/// <param name="Models">One model a class.</param>
internal sealed record OneVersusAllParts(string Formula, IReadOnlyList<object> Models)
{
    /// <summary>Probabilities divided by their sum.</summary>
    public const string ProbabilityNormalization = nameof(ProbabilityNormalization);

    /// <summary>The soft-max of scores; calibrators, where the models have any, are not asked.</summary>
    public const string Softmax = nameof(Softmax);
}

/// <summary>
/// ML.NET 5.0.1 shows through no public member which models a one-versus-all is made of, and whether their probabilities are divided
/// by their sum or their scores go through a soft-max (as LightGBM's do from 50,000 training rows on, where useSoftmax is left to
/// it). This is the one place that reaches for both; a package that has them elsewhere is an error by name.
/// </summary>
internal static class OneVersusAllReader
{
    private const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;

    public static OneVersusAllParts Read(OneVersusAllModelParameters model)
    {
        var models = typeof(OneVersusAllModelParameters).GetProperty("SubModelParameters", Own)?.GetValue(model) as IEnumerable;
        var joined = typeof(OneVersusAllModelParameters).GetField("_impl", Own)?.GetValue(model);
        var formula = joined?.GetType().GetField("OutputFormula", Own)?.GetValue(joined);
        return models is not null && formula is not null
            ? new OneVersusAllParts(formula.ToString()!, [.. models.Cast<object>()])
            : throw ChainCompiler.Unknown("the models of one-versus-all", typeof(OneVersusAllModelParameters));
    }
}
