using NUnit.Framework;

// Two fixtures at a time, each with its tests in order. Those that look at what belongs to the whole process (working directory, culture,
// environment, memory, the clock) are marked as not to be run beside others.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
