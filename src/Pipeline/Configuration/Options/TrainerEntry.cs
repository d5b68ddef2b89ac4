using Pipeline.Configuration.Json;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>A trainer that a config can name.</summary>
/// <param name="Task">What it learns to predict.</param>
/// <param name="Name">The name in configs.</param>
/// <param name="What">What it fits, and how, in words.</param>
/// <param name="CompiledTo">What its fitted model becomes in the compiled graph, in words.</param>
/// <param name="TrainerType">The class of the trainer itself.</param>
internal sealed record TrainerEntry(TaskKind Task, string Name, string What, string CompiledTo, Type TrainerType)
{
    /// <summary>Training rows from which on several threads pay: below, more of them only cost time.</summary>
    public const int ManyRows = 20_000;

    /// <summary>Portions of many rows, where sums are taken in portions: more processors than these have nothing to do.</summary>
    public const int MostPortions = 8;

    /// <summary>Makes the object that options are set on; null where there are none.</summary>
    public Func<object>? NewOptions { get; init; }

    /// <summary>
    /// Its options, in any order: of each the name, the form, the default, and how it is set on that object.
    /// <see cref="OptionMembers.Of"/> asks once.
    /// </summary>
    public Func<TrainerEntry, IEnumerable<Member>> Options { get; init; } = _ => [];

    /// <summary>Whether its score is a probability already; false outside of binary.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Whether more than one thread would make two runs differ.</summary>
    public bool NeedsOneThread { get; init; }

    /// <summary>Whether it trains on all threads where the config names no number: its model is the same for any.</summary>
    public bool TakesAllThreads { get; init; }

    /// <summary>
    /// Whether it takes its sums over the rows in as many portions as its number of threads, and adds them up in the order of the rows: its
    /// model depends on that number alone, not on how many threads there are.
    /// </summary>
    public bool SumsInPortions { get; init; }

    /// <summary>Whether it trains one binary trainer a class.</summary>
    public bool IsOneVersusAll { get; init; }

    /// <summary>Whether it adds trees round by round, and can stop early.</summary>
    public bool IsBoosted { get; init; }

    /// <summary>Whether its score is a sum of weights times features, so that features of one size serve it; ML.NET says so too.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Whether its targets must not be below 0.</summary>
    public bool NeedsTargetsFromZero { get; init; }

    /// <summary>
    /// Whether it takes the name of a weight column. oneVersusAll does not, whatever its binary trainer: it hands on label and
    /// features only.
    /// </summary>
    public bool TakesWeights { get; init; }

    /// <summary>Whether ML.NET takes the name of a weight column and then pays no heed to it, or, as gam of 5.0.1, learns nothing at all.</summary>
    public bool IgnoresWeights { get; init; }

    public bool SupportsWeights => TakesWeights && !IgnoresWeights;
}
