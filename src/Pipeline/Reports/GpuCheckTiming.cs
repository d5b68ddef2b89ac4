namespace Pipeline.Reports;

/// <summary>How fast a model was with one size of batch.</summary>
/// <param name="AskedRows">Rows of a batch as asked.</param>
/// <param name="BatchRows">Rows of a batch as it was: fewer where the device's memory had no room for as many.</param>
/// <param name="RowsPerSecond">Rows a second, from rows in memory to predictions in memory, copies both ways included, fed by one
/// thread; null where numbers are left out.</param>
internal sealed record GpuCheckTiming(int AskedRows, int BatchRows, double? RowsPerSecond);
