using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>A trainer that a config can name.</summary>
/// <param name="Name">The name in configs.</param>
/// <param name="Task">What it learns to predict.</param>
/// <param name="OptionsType">ML.NET's class of its options; null where ML.NET has none.</param>
/// <param name="TrainerType">ML.NET's class of the trainer itself.</param>
internal sealed record TrainerEntry(string Name, TaskKind Task, Type? OptionsType, Type TrainerType)
{
    /// <summary>Whether its score is a probability already; false outside of binary.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Whether more than one thread would make two runs differ.</summary>
    public bool NeedsOneThread { get; init; }

    /// <summary>Whether it trains one binary trainer a class.</summary>
    public bool IsOneVersusAll { get; init; }

    /// <summary>Whether it adds trees round by round, and can stop early.</summary>
    public bool IsBoosted { get; init; }

    /// <summary>Whether its score is a sum of weights times features, so that features of one size serve it; ML.NET says so too.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Whether its targets must not be below 0.</summary>
    public bool NeedsTargetsFromZero { get; init; }

    /// <summary>Whether ML.NET takes the name of a weight column and then pays no heed to it, or, as gam of 5.0.1, learns nothing at all.</summary>
    public bool IgnoresWeights { get; init; }

    /// <summary>Whether rows can be weighted. oneVersusAll cannot, whatever its binary trainer: it hands on label and features only.</summary>
    public bool SupportsWeights => !IgnoresWeights && OptionsType?.GetField("ExampleWeightColumnName") is not null;
}
