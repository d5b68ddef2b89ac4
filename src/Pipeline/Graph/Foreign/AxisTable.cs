using System.Collections.Frozen;

namespace Pipeline.Graph.Foreign;

/// <summary>What each operator does with the axis of the rows: one table. An operator that is not in it is one of which nothing is known.</summary>
internal static class AxisTable
{
    /// <summary>From a node's inputs to its outputs; a single entry stands for all outputs.</summary>
    public delegate TensorState[] AxisRule(AxisStep step);

    private const string OneInput =
        "Abs Acos Acosh Asin Asinh Atan Atanh BitwiseNot Cast Ceil Celu Clip Cos Cosh Dropout Elu Erf Exp Floor Gelu HardSigmoid HardSwish "
        + "Identity IsInf IsNaN LeakyRelu Log Mish Neg Not Reciprocal Relu Round Selu Shrink Sigmoid Sign Sin Sinh Softplus Softsign Sqrt Swish "
        + "Tan Tanh ThresholdedRelu ai.onnx.ml.Binarizer ai.onnx.ml.LabelEncoder ai.onnx.ml.CategoryMapper "
        + "com.microsoft.Gelu com.microsoft.FastGelu com.microsoft.QuickGelu";

    private const string SeveralInputs =
        "Add And BitShift BitwiseAnd BitwiseOr BitwiseXor CastLike Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or "
        + "PRelu Pow Sub Sum Where Xor com.microsoft.BiasGelu";

    private const string Reductions =
        "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare";

    /// <summary>Convolution and pooling, whose first axis is that of the rows by definition.</summary>
    private const string Images =
        "AveragePool Conv ConvTranspose DepthToSpace GlobalAveragePool GlobalLpPool GlobalMaxPool GroupNormalization InstanceNormalization LRN "
        + "LpPool MaxPool SpaceToDepth";

    private static readonly FrozenDictionary<string, AxisRule> rules = Rules().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule of a node's operator; null where there is none.</summary>
    public static AxisRule? Rule(ForeignNode node) => rules.GetValueOrDefault(node.Operator);

    private static Dictionary<string, AxisRule> Rules()
    {
        var table = new Dictionary<string, AxisRule>(StringComparer.Ordinal);
        void Add(string names, AxisRule rule)
        {
            foreach (var name in names.Split(' '))
                table.Add(name, rule);
        }

        Add(OneInput, step => [step[0]]);
        Add(SeveralInputs, step => [BroadcastRules.Elementwise(step)]);
        Add(Reductions, step => [ReductionRules.Reduce(step)]);
        Add("ArgMax ArgMin", step => [ReductionRules.ArgMax(step)]);
        Add("Softmax LogSoftmax Hardmax", step => [ReductionRules.Softmax(step)]);
        Add("LayerNormalization RMSNormalization SimplifiedLayerNormalization com.microsoft.SimplifiedLayerNormalization", step =>
            [ReductionRules.FromAxisOn(step)]);
        Add("LpNormalization", step => [ReductionRules.AlongOne(step, step.Node.Int("axis", -1), "axis")]);
        Add("MeanVarianceNormalization", step => [ReductionRules.AlongEach(step, step.Node.Ints("axes") ?? [0, 2, 3], "axes")]);
        Add("BatchNormalization", step => [ReductionRules.BatchNormalization(step)]);
        Add("TopK", step => [ReductionRules.AlongOne(step, step.Node.Int("axis", -1), "axis", resized: true)]);
        Add("CumSum CumProd", step => [ReductionRules.Cumulative(step)]);
        Add(Images, step => [ReductionRules.FirstAxis(step)]);
        Add("LSTM GRU RNN", ReductionRules.Recurrent);
        Add("MatMul", step => [MatrixRules.MatMul(step)]);
        Add("Gemm", step => [MatrixRules.Gemm(step)]);
        Add("Attention", step => [MatrixRules.Attention(step)]);
        Add("Concat", step => [SelectionRules.Concat(step)]);
        Add("Split", step => [ReductionRules.AlongOne(step, step.Node.Int("axis", 0), "axis", resized: true)]);
        Add("Slice", step => [SelectionRules.Slice(step)]);
        Add("Gather", step => [SelectionRules.Gather(step)]);
        Add("GatherElements", step => [ReductionRules.AlongOne(step, step.Node.Int("axis", 0), "axis", resized: true)]);
        Add("OneHot", step => [SelectionRules.OneHot(step)]);
        Add("Compress Unique", step => [SelectionRules.Chosen(step)]);
        Add("NonZero", step => [SelectionRules.Chosen(step)]);
        Add("Pad", step => [SelectionRules.Pad(step)]);
        Add("Tile", step => [SelectionRules.Tile(step)]);
        Add("EyeLike", step => [step.Batched.Any() ? step.Mixes("", "the place of a row in its batch as a value") : TensorState.Fixed(null)]);
        Add("Shape", step => [SizeRules.Shape(step)]);
        Add("Size", step => [step.Batched.Any() ? TensorState.Sizes([TensorState.Any]) : TensorState.Fixed([])]);
        Add("Constant", _ => [TensorState.Fixed(null)]);
        Add("Expand", step => [ShapeRules.Expand(step)]);
        Add("Reshape", step => [ShapeRules.Reshape(step)]);
        Add("Flatten", step => [ShapeRules.Flatten(step)]);
        Add("Transpose", step => [ShapeRules.Transpose(step)]);
        Add("Squeeze", step => [ShapeRules.Squeeze(step)]);
        Add("Unsqueeze", step => [ShapeRules.Unsqueeze(step)]);
        AddClassical(Add);
        return table;
    }

    /// <summary>ai.onnx.ml: a table of rows in, something for each row out.</summary>
    private static void AddClassical(Action<string, AxisRule> add)
    {
        const string Ml = RuntimeLimits.Ml + ".";
        add($"{Ml}Scaler {Ml}Imputer", step => [ReductionRules.FirstAxis(step, sameShape: true)]);
        add($"{Ml}Normalizer", step => [ReductionRules.FirstAxis(step, sameShape: true)]);
        add($"{Ml}LinearRegressor {Ml}SVMRegressor {Ml}TreeEnsembleRegressor {Ml}TreeEnsemble {Ml}FeatureVectorizer {Ml}OneHotEncoder",
            step => [ReductionRules.FirstAxis(step)]);
        add($"{Ml}LinearClassifier {Ml}SVMClassifier {Ml}TreeEnsembleClassifier", step =>
        {
            var scores = ReductionRules.FirstAxis(step);
            return [scores.IsBatched ? TensorState.Batched(0, [TensorState.Rows]) : scores, scores.IsBatched ? TensorState.Batched(0, [TensorState.Rows,
                TensorState.Any]) : scores];
        });
        add($"{Ml}ZipMap", step => [ReductionRules.FirstAxis(step)]);
        add($"{Ml}ArrayFeatureExtractor", step => [SelectionRules.ArrayFeatures(step)]);
    }
}
