using Pipeline.Model;
using Pipeline.Model.Problems;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// The inputs of an exported graph. A missing number is NaN. A missing category is the empty text or one of the texts that mean
/// missing in the model's files; a text that is not in the vocabulary is a category unseen.
/// </summary>
internal static class ExportInputs
{
    /// <summary>Name of the one tensor of <see cref="InputForm.Features"/>.</summary>
    public const string Features = "features";

    private const int Shown = 10;

    /// <summary>Makes the inputs.</summary>
    /// <exception cref="ConfigException">The model's columns cannot be taken in this form; they are named.</exception>
    public static GraphInputs Of(GraphWriter writer, ScoringGraph graph, InputForm form) => form switch
    {
        InputForm.Features => OneTensor(writer, graph.Signature),
        InputForm.Columns => Columns(writer, graph),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "unknown form"),
    };

    private static GraphInputs OneTensor(GraphWriter writer, ModelSignature signature)
    {
        string[] others =
        [
            .. signature.Numeric.Where(column => column.Type == NumericType.Double).Select(column => $"{column.Name} (float64)"),
            .. signature.Categorical.Select(name => $"{name} (categories)"),
        ];
        if (others.Length == 0)
            return new GraphInputs(writer.Input(Features, DataType.Float, signature.Numeric.Count), null, null);
        var more = others.Length > Shown ? FormattableString.Invariant($" and {others.Length - Shown:N0} more") : "";
        throw new ConfigException("--inputs features", $"columns that one float32 tensor cannot hold: {string.Join(", ", others.Take(Shown))}{more}",
            "numeric columns of type Single alone", "Use --inputs columns: one input a column.");
    }

    private static GraphInputs Columns(GraphWriter writer, ScoringGraph graph)
    {
        var signature = graph.Signature;
        CheckNames(signature.Features);
        var numbers = signature.Numeric.Select(column => writer.Input(column.Name, column.Type == NumericType.Single ? DataType.Float : DataType.Double, 1))
            .ToList();
        var texts = signature.Categorical.Select(name => writer.Input(name, DataType.String, 1)).ToList();
        return new GraphInputs(
            Joined(writer, numbers.Where(number => number.Type == DataType.Float)),
            Joined(writer, numbers.Where(number => number.Type == DataType.Double)),
            Joined(writer,
                texts.Select((text, column) => writer.Cast(writer.LabelEncoder(text, Numbers(graph, column), CategoryNumber.Unseen), DataType.Int32))));
    }

    private static OnnxValue? Joined(GraphWriter writer, IEnumerable<OnnxValue> columns) =>
        columns.ToList() is { Count: > 0 } list ? writer.Concat(list, 1) : null;

    /// <summary>The number of each text that a categorical column knows.</summary>
    private static Dictionary<string, long> Numbers(ScoringGraph graph, int column)
    {
        // First what means missing: the reader looks for that before it looks for a category.
        var numbers = graph.Signature.Missing.Of(graph.Signature.Categorical[column], isNumber: false).Append("").Distinct(StringComparer.Ordinal)
            .ToDictionary(text => text, _ => (long)CategoryNumber.Missing, StringComparer.Ordinal);
        foreach (var block in graph.Blocks.OfType<FeatureBlock.OneHot>().Where(block => block.Column == column))
        {
            foreach (var (number, text) in block.Vocabulary.Index())
                numbers.TryAdd(text, number);
        }
        return numbers;
    }

    /// <summary>ONNX has one space of names for inputs and outputs, and an empty name stands for nothing in it.</summary>
    private static void CheckNames(IEnumerable<string> names)
    {
        string[] outputs = [OnnxCompiler.PredictedLabel, OnnxCompiler.Score, OnnxCompiler.Probability];
        var problems = new List<Problem>();
        var taken = new HashSet<string>(outputs, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length == 0 || !taken.Add(name))
            {
                problems.Add(new Problem("--inputs columns", name.Length == 0 ? "a column without a name" : $"a column '{name}', a name that is taken",
                    $"a name for each column other than {string.Join(", ", outputs)}",
                    "Rename the column and train again, or use --inputs features where all columns are numeric."));
            }
        }
        if (problems.Count > 0)
            throw new ConfigException([.. problems.Take(Shown)], problems.Count);
    }
}
