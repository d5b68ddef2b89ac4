using Pipeline.Tables.Audit;

namespace Pipeline.Artifacts;

/// <summary>Reads what a manifest says of the rows that train met; see <see cref="ManifestReader"/>.</summary>
internal static class AuditReader
{
    /// <summary>What the member «audit» holds.</summary>
    public static TrainAudit Read(ref CanonicalReader reader) => new(
        reader.Object("training"u8, Report), reader.Object("heldOut"u8, Report), reader.Texts("unusedColumns"u8), reader.Objects("distinct"u8, Distinct))
    {
        ConstantTarget = reader.DoubleOrNull("constantTarget"u8),
    };

    private static AuditReport Report(ref CanonicalReader reader) => new(
        reader.Int64("rows"u8), reader.Int64("featureFields"u8), reader.Objects("missing"u8, Missing), reader.Int64("categoricalFields"u8),
        reader.Objects("unseen"u8, Unseen), reader.Objects("shifted"u8, Shifted));

    private static MissingFields Missing(ref CanonicalReader reader) =>
        new(reader.Text("column"u8), reader.Int64("fields"u8), reader.Boolean("filled"u8));

    private static UnseenCategories Unseen(ref CanonicalReader reader) =>
        new(reader.Text("column"u8), reader.Int64("fields"u8), reader.Texts("examples"u8));

    private static DistinctColumn Distinct(ref CanonicalReader reader) =>
        new(reader.Text("column"u8), reader.Int64("distinct"u8), reader.Int64("rows"u8), reader.Boolean("numeric"u8));

    private static ShiftedColumn Shifted(ref CanonicalReader reader) => new(
        reader.Text("column"u8), reader.Int64("rows"u8), reader.Double("mean"u8), reader.Double("trainingMean"u8), reader.Double("trainingDeviation"u8))
    {
        TrainingMinimum = reader.Double("trainingMinimum"u8),
        TrainingMaximum = reader.Double("trainingMaximum"u8),
        Outside = reader.Double("outside"u8),
        Moved = reader.Double("moved"u8),
        SpreadRatio = reader.DoubleOrNull("spreadRatio"u8),
        Change = reader.TextOrNull("change"u8),
        Factor = reader.DoubleOrNull("factor"u8),
        Unmistakable = reader.Boolean("unmistakable"u8),
    };
}
