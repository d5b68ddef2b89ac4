namespace Pipeline.Model;

/// <summary>A figure of the evaluation: its name in files and gates, and which way is better.</summary>
/// <param name="Name">The name in metrics.json and in gates.</param>
/// <param name="Text">The name in printed reports.</param>
/// <param name="HigherIsBetter">True, false, or null where neither is better (a base rate).</param>
internal sealed record MetricInfo(string Name, string Text, bool? HigherIsBetter);

/// <summary>The figures of each task, in the order in which they are reported. How each is computed stands in Evaluation.</summary>
internal static class MetricCatalog
{
    private static readonly MetricInfo[] binary =
    [
        new("accuracy", "Accuracy", true),
        new("auc", "AUC", true),
        new("auprc", "AUPRC (average precision)", true),
        new("logLoss", "Log-loss (natural log)", false),
        new("brier", "Brier score", false),
        new("f1", "F1", true),
        new("precision", "Precision", true),
        new("recall", "Recall", true),
        new("calibrationError", "Calibration error (10 equal-width bins)", false),
        new("baseRate", "Base rate", null),
    ];

    private static readonly MetricInfo[] multiclass =
    [
        new("microAccuracy", "Micro accuracy", true),
        new("macroAccuracy", "Macro accuracy", true),
        new("logLoss", "Log-loss (natural log)", false),
    ];

    private static readonly MetricInfo[] regression =
    [
        new("r2", "R²", true),
        new("rmse", "RMSE", false),
        new("mae", "MAE", false),
        new("medianAbsoluteError", "Median absolute error", false),
        new("mape", "MAPE", false),
    ];

    public static IReadOnlyList<MetricInfo> For(TaskKind task) => task switch
    {
        TaskKind.Binary => binary,
        TaskKind.Multiclass => multiclass,
        TaskKind.Regression => regression,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "unknown task"),
    };
}
