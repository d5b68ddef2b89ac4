namespace Pipeline.Training.Network;

/// <summary>When a schedule goes on.</summary>
internal enum ScheduleUnit
{
    /// <summary>After each step of the optimizer.</summary>
    Step,

    /// <summary>After the last step of each epoch.</summary>
    Epoch,
}
