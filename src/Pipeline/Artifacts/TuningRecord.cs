namespace Pipeline.Artifacts;

/// <summary>Of which rows the scores are that a calibrator and a threshold's rule were fitted on.</summary>
/// <param name="FitOn">outOfFold, validation or training.</param>
/// <param name="Rows">How many.</param>
/// <param name="Folds">In how many folds; 0 where there were none.</param>
internal sealed record TuningRecord(string FitOn, int Rows, int Folds)
{
    /// <summary>In words.</summary>
    public override string ToString() => FormattableString.Invariant(FitOn switch
    {
        "outOfFold" => $"{Rows:N0} training rows, each scored by a chain fitted without it ({Folds} folds)",
        "validation" => $"{Rows:N0} validation rows, which the model has not learnt from",
        _ => $"{Rows:N0} training rows, scored by the very model that has learnt them",
    });
}
