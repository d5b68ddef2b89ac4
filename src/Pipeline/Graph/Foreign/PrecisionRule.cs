using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Foreign;

/// <summary>Weights of less precision than float32, and integers of 8 bits or fewer, which are quantized weights.</summary>
internal static class PrecisionRule
{
    public static IEnumerable<ForeignFinding> Look(ForeignModel model)
    {
        foreach (var group in ModelWalk.Tensors(model.Proto).Where(entry => IsLow((DataType)entry.Tensor.DataType)).GroupBy(entry => entry.Tensor.DataType))
        {
            yield return new ForeignFinding(FindingSeverity.Warn, FindingCode.Precision, group.First().Where, "",
                FormattableString.Invariant($"{group.Count()} tensors of {TensorValues.TypeName(group.Key)}"), "float32, as this program's scores are",
                "Use the model as it was before its conversion where the last digits matter.");
        }
    }

    private static bool IsLow(DataType type) =>
        type is DataType.Float16 or DataType.Bfloat16 or DataType.Int8 or DataType.Uint8 or DataType.Int4 or DataType.Uint4
        or DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz or DataType.Float4E2M1;
}
