using Pipeline.Tables.Audit;

namespace Pipeline.Artifacts;

/// <summary>Reads what a manifest says of the rows that train met; see <see cref="ManifestReader"/>.</summary>
internal static class AuditReader
{
    /// <summary>The member «audit».</summary>
    public static TrainAudit Read(ref CanonicalReader reader)
    {
        reader.Open("audit"u8);
        var audit = new TrainAudit(Report(ref reader, "training"u8), Report(ref reader, "heldOut"u8), reader.Texts("unusedColumns"u8),
            reader.List("distinct"u8, static (ref CanonicalReader item) => Distinct(ref item)))
        {
            ConstantTarget = reader.DoubleOrNull("constantTarget"u8),
        };
        reader.Close();
        return audit;
    }

    private static AuditReport Report(ref CanonicalReader reader, ReadOnlySpan<byte> name)
    {
        reader.Open(name);
        var report = new AuditReport(reader.Int64("rows"u8), reader.Int64("featureFields"u8),
            reader.List("missing"u8, static (ref CanonicalReader item) => Missing(ref item)), reader.Int64("categoricalFields"u8),
            reader.List("unseen"u8, static (ref CanonicalReader item) => Unseen(ref item)),
            reader.List("shifted"u8, static (ref CanonicalReader item) => Shifted(ref item)));
        reader.Close();
        return report;
    }

    private static MissingFields Missing(ref CanonicalReader reader)
    {
        reader.Open();
        var fields = new MissingFields(reader.Text("column"u8), reader.Int64("fields"u8), reader.Boolean("filled"u8));
        reader.Close();
        return fields;
    }

    private static UnseenCategories Unseen(ref CanonicalReader reader)
    {
        reader.Open();
        var unseen = new UnseenCategories(reader.Text("column"u8), reader.Int64("fields"u8), reader.Texts("examples"u8));
        reader.Close();
        return unseen;
    }

    private static DistinctColumn Distinct(ref CanonicalReader reader)
    {
        reader.Open();
        var column = new DistinctColumn(reader.Text("column"u8), reader.Int64("distinct"u8), reader.Int64("rows"u8), reader.Boolean("numeric"u8));
        reader.Close();
        return column;
    }

    private static ShiftedColumn Shifted(ref CanonicalReader reader)
    {
        reader.Open();
        var column = new ShiftedColumn(reader.Text("column"u8), reader.Int64("rows"u8), reader.Double("mean"u8), reader.Double("trainingMean"u8),
            reader.Double("trainingDeviation"u8))
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
        reader.Close();
        return column;
    }
}
