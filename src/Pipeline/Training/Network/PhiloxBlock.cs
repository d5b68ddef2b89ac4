namespace Pipeline.Training.Network;

/// <summary>Four words of 32 bits: a counter, or what comes of one.</summary>
internal readonly record struct PhiloxBlock(uint A, uint B, uint C, uint D);
