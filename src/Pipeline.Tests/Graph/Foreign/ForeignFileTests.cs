using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Pipeline.Graph.Foreign;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>Every file of foreign-onnx: what is wrong is refused for what is wrong with it; what is right scores as its own program.</summary>
[TestFixture]
internal sealed class ForeignFileTests
{
    private const double Tolerance = 2e-5;

    private static readonly Dictionary<string, string[]> refusals = new(StringComparer.Ordinal)
    {
        ["digits-default-buffers.onnx"] = ["batch-norm-default /1/BatchNormalization", "batch-norm-default /5/BatchNormalization"],
        ["digits-training-mode.onnx"] =
        [
            "batch-norm-training /1/BatchNormalization", "dropout-active /3/Dropout", "batch-norm-training /5/BatchNormalization", "dropout-active /7/Dropout",
        ],
        ["digits-fixed-batch-32.onnx"] = ["fixed-batch input 'x'"],
        ["digits-dropout-on.onnx"] = ["dropout-active /Dropout"],
        ["digits-batch-statistics.onnx"] = ["mixes-rows /ReduceMean", "mixes-rows /ReduceMean_1", "mixes-rows /ReduceMean_2"],
        ["digits-softmax-axis-0.onnx"] = ["mixes-rows /Softmax"],
        ["digits-weights-as-inputs.onnx"] = ["weights-as-inputs input '0.weight'"],
    };

    private static readonly Dictionary<string, string[]> warnings = new(StringComparer.Ordinal)
    {
        ["digits-fixed-batch-32.onnx"] = ["fixed-batch output 'y'"],
        ["digits-float16.onnx"] = ["precision initializer 'net.0.weight'"],
        ["lightgbm.onnx"] = ["fixed-batch output 'label'", "several-outputs the model"],
        ["sklearn-lr.onnx"] = ["several-outputs the model"],
        ["sklearn-lr-zipmap.onnx"] = ["several-outputs the model"],
        ["sklearn-mlp.onnx"] = ["several-outputs the model"],
        ["sklearn-mlp-zipmap.onnx"] = ["several-outputs the model"],
    };

    private static IEnumerable<ForeignCase> Accepted => ForeignCase.All.Where(each => each.Verdict == "accept");

    [Test]
    public void All_files_are_here() => Assert.That(ForeignCase.All, Has.Count.EqualTo(19));

    [TestCaseSource(typeof(ForeignCase), nameof(ForeignCase.All))]
    public void It_is_refused_for_what_is_wrong_with_it_and_for_nothing_else(ForeignCase file)
    {
        var findings = OnnxLint.Look(file.Read());

        Assert.That(Texts(findings, FindingSeverity.Refuse), Is.EqualTo(refusals.GetValueOrDefault(file.File, [])));
        Assert.That(Texts(findings, FindingSeverity.Warn), Is.EqualTo(warnings.GetValueOrDefault(file.File, [])));
        Assert.That(findings.Any(finding => finding.Severity == FindingSeverity.Refuse),
            Is.EqualTo(file.Verdict == "refuse" || file.File == "digits-default-buffers.onnx"));
        Assert.That(findings.Where(finding => finding.Found.Length == 0 || finding.Expected.Length == 0), Is.Empty);
    }

    [TestCaseSource(nameof(Accepted))]
    public void What_is_accepted_scores_in_ONNX_Runtime_as_its_own_program(ForeignCase file)
    {
        using var session = Session(file);
        var (rows, features) = file.Inputs();

        var scores = ForeignCase.Run(session, session.OutputNames[^1], rows, rows.Length / features);

        AssertNear(scores, file.Expected(), Tolerance, file.File);
    }

    [Test]
    public void The_fault_of_a_refused_file_shows_in_its_behaviour(
        [Values("digits-training-mode.onnx", "digits-batch-statistics.onnx", "digits-softmax-axis-0.onnx")] string name)
    {
        var differences = Differences(ForeignCase.Of(name));

        Assert.That(differences, Is.Not.Empty);
        Assert.That(differences.Max(difference => difference.Difference), Is.GreaterThan(0.1));
    }

    [Test]
    public void Dropout_left_on_does_not_show_in_ONNX_Runtime_and_is_found_by_the_lint_alone()
    {
        // Elsewhere it drops: a model must not depend on which of them runs it.
        Assert.That(Differences(ForeignCase.Of("digits-dropout-on.onnx")), Is.Empty);
    }

    [TestCaseSource(nameof(Accepted))]
    public void What_is_accepted_is_a_function_of_its_row_but_for_the_order_in_which_ONNX_Runtime_sums(ForeignCase file)
    {
        var differences = Differences(file);

        // Its kernels for these two sum in another order for another number of rows.
        if (file.File is "sklearn-lr.onnx" or "lightgbm.onnx")
            Assert.That(differences.Select(difference => difference.Difference), Is.All.LessThan(1e-6));
        else
            Assert.That(differences, Is.Empty);
    }

    private static IReadOnlyList<BehaviourDifference> Differences(ForeignCase file)
    {
        using var session = Session(file);
        var (rows, features) = file.Inputs();
        var differences = BehaviourProof.Find((batch, count) => ForeignCase.Run(session, session.OutputNames[^1], batch, count), rows, features);
        foreach (var difference in differences)
            TestContext.Out.WriteLine(difference.In(file.File));
        return differences;
    }

    /// <summary>Relative to the expected value where that is beyond 1.</summary>
    public static void AssertNear(IReadOnlyList<float> actual, IReadOnlyList<double> expected, double tolerance, string what)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count));
        var largest = actual.Zip(expected, (a, e) => Math.Abs(a - e) / Math.Max(1, Math.Abs(e))).Max();
        TestContext.Out.WriteLine(FormattableString.Invariant($"{what}: {expected.Count} scores, largest difference {largest:G3}"));
        Assert.That(largest, Is.LessThan(tolerance));
    }

    private static InferenceSession Session(ForeignCase file)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new InferenceSession(file.Path, options);
    }

    private static IEnumerable<string> Texts(IEnumerable<ForeignFinding> findings, FindingSeverity severity) =>
        findings.Where(finding => finding.Severity == severity).Select(finding => $"{finding.Code} {(finding.Node.Length > 0 ? finding.Node : finding.Where)}");
}
