using System.Reflection;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Model;

namespace Pipeline.Configuration.Checks;

/// <summary>A member that belongs only with certain values of others.</summary>
/// <param name="Path">The names on the way to it.</param>
/// <param name="DependsOn">The members that decide, written data.label.</param>
/// <param name="Applies">Whether it belongs in this config; to be asked only if those members are sound.</param>
/// <param name="Now">What they say now.</param>
/// <param name="When">With what it belongs.</param>
internal sealed record Condition(IReadOnlyList<string> Path, string[] DependsOn, Func<bool> Applies, Func<string> Now, string When);

/// <summary>
/// The members that do not belong in every config. Given where they do not belong they are an error, since they would be
/// ignored without a word; in a written config they are null.
/// </summary>
internal static class Conditions
{
    public static IEnumerable<Condition> Of(RunConfig config) =>
        [.. Task(config), .. Split(config), .. Impute(config.Impute), .. Normalize(config.Normalize), .. Model(config)];

    private static IEnumerable<Condition> Task(RunConfig config)
    {
        bool Applies() => config.Task == TaskKind.Binary;
        string Now() => $"task is {EnumForm.Text(config.Task)}";
        yield return new(["data", "label", "positive"], ["task"], Applies, Now, Text<LabelConfig>(nameof(LabelConfig.Positive)));
        yield return new(["scoring"], ["task"], Applies, Now, Text<RunConfig>(nameof(RunConfig.Scoring)));
        yield return new(
            ["scoring", "fitOn"], ["task", "scoring.threshold", "model.trainer"], () => FitsScores(config) || config.Task != TaskKind.Binary,
            () => $"scoring.threshold is a number and {config.Model.Trainer} has a calibrator of its own", Text<ScoringConfig>(nameof(ScoringConfig.FitOn)));
    }

    private static IEnumerable<Condition> Split(RunConfig config)
    {
        Condition By(string property, params SplitBy[] ways) => new(
            ["split", CamelCase.Of(property)], ["split.by"], () => ways.Contains(config.Split.By),
            () => $"split.by is {EnumForm.Text(config.Split.By)}", Text<SplitConfig>(property));
        yield return By(nameof(SplitConfig.Column), SplitBy.Group, SplitBy.Time, SplitBy.Column);
        yield return By(nameof(SplitConfig.TestFraction), SplitBy.Rows, SplitBy.Features, SplitBy.Group, SplitBy.Time);
        yield return new(
            ["split", "testFraction"], ["data.test"], () => config.Data is not { Test.Count: > 0 }, () => "data.test names the test rows",
            Text<SplitConfig>(nameof(SplitConfig.TestFraction)));
        yield return By(nameof(SplitConfig.Validation), SplitBy.Rows, SplitBy.Features, SplitBy.Group, SplitBy.Time);
        yield return new(
            ["split", "validation"], ["model.earlyStopping", "scoring.fitOn", "scoring.threshold", "model.trainer"],
            () => config.Model.EarlyStopping is not null || (config.Scoring.FitOn == FitOn.Validation && FitsScores(config)),
            () => "neither model.earlyStopping nor scoring.fitOn makes use of such rows", Text<SplitConfig>(nameof(SplitConfig.Validation)));
        yield return By(nameof(SplitConfig.Gap), SplitBy.Time);
        yield return new(
            ["split", "gap"], ["data.test"], () => config.Data is not { Test.Count: > 0 }, () => "data.test names the test rows",
            Text<SplitConfig>(nameof(SplitConfig.Gap)));
    }

    /// <summary>Whether a calibrator or a threshold is fitted on scores.</summary>
    public static bool FitsScores(RunConfig config) => config.Task == TaskKind.Binary
        && (config.Scoring.Threshold.Kind != ThresholdKind.Fixed || TrainerCatalog.Find(config.Task, config.Model.Trainer) is { IsCalibrated: false });

    private static IEnumerable<Condition> Impute(ImputeConfig impute)
    {
        yield return new(
            ["impute", "numericValue"], ["impute.numeric"], () => impute.Numeric == NumericImpute.Constant,
            () => $"impute.numeric is {EnumForm.Text(impute.Numeric)}", Text<ImputeConfig>(nameof(ImputeConfig.NumericValue)));
        yield return new(
            ["impute", "categoricalValue"], ["impute.categorical"], () => impute.Categorical == CategoricalImpute.Constant,
            () => $"impute.categorical is {EnumForm.Text(impute.Categorical)}", Text<ImputeConfig>(nameof(ImputeConfig.CategoricalValue)));
        foreach (var (name, column) in impute.Columns)
        {
            yield return new(
                ["impute", "columns", name, "numericValue"], ["impute.columns"], () => column.Numeric == NumericImpute.Constant,
                () => $"its numeric is {EnumForm.Text(column.Numeric)}", Text<ColumnImputeConfig>(nameof(ColumnImputeConfig.NumericValue)));
        }
    }

    private static IEnumerable<Condition> Normalize(NormalizeConfig normalize)
    {
        Condition With(string property, params NormalizeMethod[] methods) => new(
            ["normalize", CamelCase.Of(property)], ["normalize.method"], () => methods.Contains(normalize.Method),
            () => $"normalize.method is {EnumForm.Text(normalize.Method)}", Text<NormalizeConfig>(property));
        yield return With(
            nameof(NormalizeConfig.Scope), [.. Enum.GetValues<NormalizeMethod>().Where(method => method != NormalizeMethod.None)]);
        yield return With(nameof(NormalizeConfig.FixZero), NormalizeMethod.MeanVariance, NormalizeMethod.MinMax);
        yield return With(nameof(NormalizeConfig.CenterData), NormalizeMethod.RobustScaling);
        yield return With(nameof(NormalizeConfig.QuantileMin), NormalizeMethod.RobustScaling);
        yield return With(nameof(NormalizeConfig.QuantileMax), NormalizeMethod.RobustScaling);
    }

    private static IEnumerable<Condition> Model(RunConfig config)
    {
        bool IsOneVersusAll() => TrainerCatalog.Find(config.Task, config.Model.Trainer) is { IsOneVersusAll: true };
        bool NeedsCalibrator(TaskKind task, ModelConfig model) =>
            task == TaskKind.Binary && TrainerCatalog.Find(task, model.Trainer) is { IsCalibrated: false };
        var binary = Text<ModelConfig>(nameof(ModelConfig.Binary));
        var calibrator = Text<ModelConfig>(nameof(ModelConfig.Calibrator));

        yield return new(
            ["model", "calibrator"], ["task", "model.trainer"], () => NeedsCalibrator(config.Task, config.Model),
            () => $"model.trainer is {config.Model.Trainer} ({EnumForm.Text(config.Task)})", calibrator);
        yield return new(
            ["model", "earlyStopping"], ["task", "model.trainer"], () => TrainerCatalog.Find(config.Task, config.Model.Trainer) is { IsBoosted: true },
            () => $"model.trainer is {config.Model.Trainer}", Text<ModelConfig>(nameof(ModelConfig.EarlyStopping)));
        yield return new(
            ["model", "binary", "earlyStopping"], ["task", "model.trainer"], () => false,
            () => "ML.NET's one-versus-all hands no validation rows on to its models", Text<ModelConfig>(nameof(ModelConfig.EarlyStopping)));
        yield return new(
            ["model", "binary"], ["task", "model.trainer"], IsOneVersusAll, () => $"model.trainer is {config.Model.Trainer}", binary);
        yield return new(
            // ML.NET's one-versus-all takes a calibrator and uses Platt's all the same.
            ["model", "binary", "calibrator"], ["task", "model.trainer"], () => !IsOneVersusAll(),
            () => "ML.NET's one-versus-all always calibrates with Platt's", calibrator);
        yield return new(
            ["model", "binary", "binary"], ["model.binary.trainer"], () => false, () => "this is the binary trainer already", binary);
    }

    private static string Text<TRecord>(string property) =>
        typeof(TRecord).GetProperty(property)!.GetCustomAttribute<WhenAttribute>()!.Text;
}
