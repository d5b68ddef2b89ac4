namespace Pipeline.Scoring;

/// <summary>What a run of the <see cref="ScoringEngine"/> makes of its stretches.</summary>
internal interface IScoringStep
{
    /// <summary>What the run is doing, for the progress line.</summary>
    string Name { get; }

    /// <summary>Does what can be done with a stretch alone, while others are done with theirs.</summary>
    void Prepare(ScoredBlock block);

    /// <summary>Does the rest, in the order of the rows; only where no row has stopped the run.</summary>
    void Finish(ScoredBlock block);
}
