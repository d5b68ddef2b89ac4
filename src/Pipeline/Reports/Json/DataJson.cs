using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>Which rows a model was trained and measured on.</summary>
internal static class DataJson
{
    /// <summary>Its shape.</summary>
    public static ObjectShape<DataRecord> Shape { get; } = new("data", "Which rows a model was trained and measured on, and what the two have in common.")
    {
        { "trainRows", "Rows that were trained on.", Values.Count, data => data.TrainRows },
        { "testRows", "Rows that were held out.", Values.Count, data => data.TestRows },
        { "validationRows", "Rows for validation, which training looks at.", Values.Count, data => data.ValidationRows },
        { "leftOutRows", "Rows on no side: those in the gap of a split by time.", Values.Count, data => data.LeftOutRows },
        { "keyColumns", "The columns of the split key, in ordinal order.", Values.Text.List(), data => data.KeyColumns },
        { "splitDigest", "SHA-256 over the keys and sides of all rows.", Values.Sha256, data => data.SplitDigest },
        { "heldOutDigest", "SHA-256 over the held-out rows, of each its key, label and weight.", Values.Sha256, data => data.HeldOutDigest },
        { "repeatedRows", "Rows whose features occur in an earlier row too.", Values.Count, data => data.RepeatedRows },
        { "overlappingRows", "Held-out rows whose features occur among the training rows too.", Values.Count, data => data.OverlappingRows },
        { "overlappingCombinations", "Different combinations of features among those.", Values.Count, data => data.OverlappingCombinations },
        { "overlappingKeys", "Held-out rows whose split key a training row has too.", Values.Count, data => data.OverlappingKeys },
        { "overlappingCopies", "Held-out rows that are copies of a whole training record.", Values.Count, data => data.OverlappingCopies },
    };
}
