using NUnit.Framework;
using Pipeline.Graph.Foreign;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>Where rows go: each operator that works across them is found, and the same operator within each row is not.</summary>
[TestFixture]
internal sealed class BatchAxisTests
{
    private const string Mixes = "Refuse mixes-rows ";
    private const string Fixes = "Refuse fixed-batch ";

    private static ModelSketch Sketch(long opset = 17) => new ModelSketch(opset).Longs("0", 0).Longs("1", 1).Longs("2", 2).Longs("-1", -1).Longs("max",
        long.MaxValue)
        .Longs("flat", -1).Longs("copy", 0, -1).Longs("twos", -1, 2).Longs("fours", -1, 4).Longs("heads", 0, 2, 2).Longs("fixed", 32, 4).Longs("once", 1, -1)
        .Floats("w", [4, 4], new float[16]).Floats("c", [4], 1, 2, 3, 4).Floats("rows", [32, 4], new float[128]);

    private static IEnumerable<TestCaseData> Cases()
    {
        TestCaseData Case(string name, string expected, ModelSketch sketch) => new TestCaseData(sketch, expected).SetArgDisplayNames(name);
        yield return Case("mean over rows", Mixes + "axes", Sketch().Node("ReduceMean", "x", "h", ("axes", (long[])[0])).Node("Sub", "x h", "y"));
        yield return Case("mean over columns", "", Sketch().Node("ReduceMean", "x", "h", ("axes", (long[])[-1])).Node("Sub", "x h", "y"));
        yield return Case("sum over all", Mixes + "axes", Sketch().Node("ReduceSum", "x", "h").Node("Div", "x h", "y"));
        yield return Case("sum over rows by an input", Mixes + "axes", Sketch().Node("ReduceSum", "x 0", "h").Node("Div", "x h", "y"));
        yield return Case("sum over columns by an input", "", Sketch().Node("ReduceSum", "x 1", "h").Node("Div", "x h", "y"));
        yield return Case("the largest over rows", Mixes + "axis", Sketch().Node("ArgMax", "x", "y"));
        yield return Case("the largest of a row", "", Sketch().Node("ArgMax", "x", "y", ("axis", 1)));
        yield return Case("soft-max over rows", Mixes + "axis", Sketch().Node("Softmax", "x", "y", ("axis", 0)));
        yield return Case("soft-max over rows from the last axis", Mixes + "axis", Sketch().Node("LogSoftmax", "x", "y", ("axis", -2)));
        yield return Case("soft-max within a row", "", Sketch().Node("Softmax", "x", "y"));
        yield return Case("soft-max of old over all", Mixes + "axis", Sketch(11).Node("Softmax", "x", "y", ("axis", 0)));
        yield return Case("soft-max of old within a row", "", Sketch(11).Node("Softmax", "x", "y"));
        yield return Case("hard-max over rows", Mixes + "axis", Sketch().Node("Hardmax", "x", "y", ("axis", 0)));
        yield return Case("layer norm from the rows on", Mixes + "axis", Sketch().Node("LayerNormalization", "x c", "y", ("axis", 0)));
        yield return Case("layer norm", "", Sketch().Node("LayerNormalization", "x c", "y"));
        yield return Case("mean and variance of everything", Mixes + "axes", Sketch().Node("MeanVarianceNormalization", "x", "y"));
        yield return Case("length over rows", Mixes + "axis", Sketch().Node("LpNormalization", "x", "y", ("axis", 0)));
        yield return Case("top over rows", Mixes + "axis", Sketch().Node("TopK", "x 2", "y i", ("axis", 0)));
        yield return Case("top of a row", "", Sketch().Node("TopK", "x 2", "y i"));
        yield return Case("running sum over rows", Mixes + "axis", Sketch().Node("CumSum", "x 0", "y"));
        yield return Case("running sum of a row", "", Sketch().Node("CumSum", "x 1", "y"));
        yield return Case("concat of rows", Mixes + "axis", Sketch().Node("Concat", "x x", "y", ("axis", 0)));
        yield return Case("concat of columns", "", Sketch().Node("Concat", "x x", "y", ("axis", 1)));
        yield return Case("concat with a constant of rows", Fixes, Sketch().Node("Concat", "x rows", "y", ("axis", 1)));
        yield return Case("split of rows", Mixes + "axis", Sketch().Node("Split", "x", "y z"));
        yield return Case("split of columns", "", Sketch().Node("Split", "x", "y z", ("axis", 1)));
        yield return Case("gather of rows", Mixes + "axis", Sketch().Node("Gather", "x 0", "y"));
        yield return Case("gather of columns", "", Sketch().Node("Gather", "x 0", "y", ("axis", 1)));
        yield return Case("slice of rows", Mixes + "axes", Sketch().Node("Slice", "x 0 2 0", "y"));
        yield return Case("slice of columns", "", Sketch().Node("Slice", "x 0 2 1", "y"));
        yield return Case("slice of all rows", "", Sketch().Node("Slice", "x 0 max 0", "y"));
        yield return Case("rows backwards", Mixes + "axes", Sketch().Node("Slice", "x -1 0 0 -1", "y"));
        yield return Case("reshape that folds rows", Mixes + "shape", Sketch().Node("Reshape", "x flat", "y"));
        yield return Case("reshape that cuts rows", Mixes + "shape", Sketch().Node("Reshape", "x twos", "y"));
        yield return Case("reshape to one row", Mixes + "shape", Sketch().Node("Reshape", "x once", "y"));
        yield return Case("reshape that keeps rows", "", Sketch().Node("Reshape", "x fours", "h").Node("Reshape", "h copy", "i").Node("Reshape", "i heads",
            "y"));
        yield return Case("reshape to so many rows", Fixes + "shape", Sketch().Node("Reshape", "x fixed", "y"));
        yield return Case("reshape by the number of rows", "", Sketch().Node("Shape", "x", "s").Node("Gather", "s 0", "n").Node("Concat", "n flat", "t",
            ("axis", 0))
            .Node("Reshape", "x t", "y"));
        yield return Case("flatten of everything", Mixes + "axis", Sketch().Node("Flatten", "x", "y", ("axis", 0)));
        yield return Case("flatten", "", Sketch().Node("Flatten", "x", "y"));
        yield return Case("transpose", "Refuse batch-axis ", Sketch().Node("Transpose", "x", "y", ("perm", (long[])[1, 0])));
        yield return Case("transpose and back", "", Sketch().Node("Transpose", "x", "h").Node("Relu", "h", "i").Node("Transpose", "i", "y"));
        yield return Case("soft-max over rows that were transposed", Mixes + "axis", Sketch().Node("Transpose", "x", "h").Node("Softmax", "h",
            "i").Node("Transpose", "i", "y"));
        yield return Case("product over rows", Mixes + "input 0 (A)", Sketch().Node("Transpose", "x", "h").Node("MatMul", "h x", "y"));
        yield return Case("product over rows by Gemm", Mixes + "input 0 (A)", Sketch().Node("Gemm", "x x", "y", ("transA", 1)));
        yield return Case("attention over the batch", Mixes, Sketch().Node("Transpose", "x", "t").Node("MatMul", "x t", "h").Node("Softmax", "h",
            "i").Node("MatMul", "i x", "y"));
        yield return Case("attention within a row", "", Sketch().Node("Reshape", "x heads", "q").Node("Transpose", "q", "t", ("perm", (long[])[0, 2, 1]))
            .Node("MatMul", "q t", "h").Node("Softmax", "h", "i").Node("MatMul", "i q", "j").Node("Flatten", "j", "y"));
        yield return Case("product", "", Sketch().Node("MatMul", "x w", "h").Node("Gemm", "h w c", "y"));
        yield return Case("constants for each row", Fixes, Sketch().Node("Add", "x rows", "y"));
        yield return Case("constants for each column", "", Sketch().Node("Add", "x c", "y"));
        yield return Case("rows against rows", Mixes, Sketch().Node("Unsqueeze", "x 0", "h").Node("Unsqueeze", "x 1", "i").Node("Sub", "h i", "y"));
        yield return Case("squeeze without axes", Mixes + "axes", Sketch().Node("Squeeze", "x", "y"));
        yield return Case("the number of rows as a value", Mixes, Sketch().Node("Shape", "x", "s").Node("Gather", "s 0", "n").Node("Cast", "n", "f", ("to",
            1)).Node("Div", "x f", "y"));
        yield return Case("entries that are not 0", Mixes, Sketch().Node("NonZero", "x", "y"));
        yield return Case("rows as a sequence", Mixes + "input 0 (X)", Sketch().Node("Unsqueeze", "x 1", "h").Node("RNN", "h w3 r3", "i y").Floats("w3", [1, 4,
            4], new float[16])
            .Floats("r3", [1, 4, 4], new float[16]));
        yield return Case("rows repeated", Mixes + "repeats", Sketch().Node("Tile", "x twice", "y").Longs("twice", 2, 1));
        yield return Case("columns repeated", "", Sketch().Node("Tile", "x twice", "y").Longs("twice", 1, 2));
        yield return Case("an output that is a constant", "Refuse batch-axis ", Sketch().Node("Relu", "w", "y"));
        yield return Case("an operator of which nothing is known", "Warn unproven ", Sketch().Node("ReverseSequence", "x 0", "y"));
        yield return Case("axes that are computed", "Warn unproven ", Sketch().Node("Abs", "1", "a").Node("ReduceSum", "x a", "y"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Rows_stay_apart_or_it_is_said(ModelSketch sketch, string expected)
    {
        var findings = OnnxLint.Look(sketch.Model).Where(finding => finding.Code != FindingCode.SeveralOutputs);

        Assert.That(string.Join(", ", findings.Select(finding => $"{finding.Severity} {finding.Code} {finding.Place}")), Is.EqualTo(expected));
    }
}
