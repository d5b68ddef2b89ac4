using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Artifacts;
using Pipeline.Commands;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Reports;
using Pipeline.Tables.Audit;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;

namespace Pipeline.Tests.FailureCatalogue;

/// <summary>
/// A demo table, three of four rows to train on and the fourth to measure, and the model that this program makes of it. Faults
/// are injected into the measured file, or into the fitted chain, as another program might that does not open the zip whole.
/// </summary>
internal sealed class Trial : IDisposable
{
    private int files;

    private Trial(string demo, string config)
    {
        var lines = Repository.Read($"data/{demo}.csv").Replace("\"", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        Test = lines.Where((_, index) => index % 4 == 0).ToArray();
        Train = lines.Where((_, index) => index == 0 || index % 4 != 0).ToArray();
        Scratch.Write("train.csv", string.Join('\n', Train) + "\n");
        Scratch.Write("test.csv", string.Join('\n', Test) + "\n");
        Scratch.Write("run.jsonc", config);
        Outcome = Retrain();
        Opened = ModelZipReader.Open(Zip);
    }

    public Scratch Scratch { get; } = new();

    /// <summary>Header and rows.</summary>
    public string[] Train { get; }

    /// <summary>Header and rows.</summary>
    public string[] Test { get; }

    public TrainOutcome Outcome { get; }

    public OpenedModel Opened { get; }

    public string Zip => Scratch.At("out/model.zip");

    /// <summary>Tumours: 30 numeric columns, logistic regression.</summary>
    public static Trial Tumours() => new("breast-cancer",
        """
        { "task": "binary", "data": { "train": "train.csv", "test": "test.csv", "label": { "column": "target", "positive": "1" }, "numeric": "rest" },
          "model": { "trainer": "lbfgsLogisticRegression" } }
        """);

    /// <summary>Customers: categories, gaps and a tuned threshold.</summary>
    public static Trial Customers() => new("churn",
        """
        { "task": "binary",
          "data": { "train": "train.csv", "test": "test.csv", "missing": "?", "label": { "column": "churn", "positive": "Yes" },
                    "numeric": ["tenure", "*_charges"], "categorical": "rest" },
          "model": { "trainer": "lbfgsLogisticRegression" }, "scoring": { "threshold": "f1" } }
        """);

    /// <summary>Trains with overrides into a directory of its own.</summary>
    public TrainOutcome Retrain(string to = "out", params string[] sets) =>
        TrainCommand.Run(new TrainRequest(Scratch.At("run.jsonc"), sets, Scratch.At(to), ReadOptions.Default), null, CancellationToken.None);

    /// <summary>Writes lines as a table and returns its path.</summary>
    public string Table(IEnumerable<string> lines) => Scratch.Write(FormattableString.Invariant($"table{files++}.csv"), string.Join('\n', lines) + "\n");

    /// <summary>What evaluate finds for these lines.</summary>
    public EvaluateOutcome Evaluate(IEnumerable<string> lines, ShiftPolicy? onShift = null) =>
        EvaluateCommand.Run(new EvaluateRequest(Zip, [Table(lines)], false, ReadOptions.Default with { OnShift = onShift }, EngineOptions.Default, () =>
            Stream.Null), null, CancellationToken.None);

    /// <summary>A figure of a report.</summary>
    public static double Figure(EvaluationReport report, string name) => report.Metric(name)!.Value!.Value;

    /// <summary>The scores of these lines by the chain of the zip, or by another one.</summary>
    public float[] Scores(IEnumerable<string> lines, FittedModel? model = null) => FileRows.Score(model ?? Opened.Model, Table(lines)).Score.ToArray();

    /// <summary>Share of the measured rows that a chain, perhaps with a fault in it, predicts rightly.</summary>
    public double Accuracy(FittedModel model)
    {
        var predicted = FileRows.Score(model, Scratch.At("test.csv")).PredictedLabel.ToArray();
        return predicted.Zip(Truth(), (label, truth) => label == truth ? 1.0 : 0).Average();
    }

    /// <summary>1 where a measured row is of the positive class.</summary>
    public int[] Truth()
    {
        var label = Array.IndexOf(Test[0].Split(','), Opened.Model.Signature.Label);
        return Test.Skip(1).Select(line => line.Split(',')[label] == Opened.Model.Signature.Classes[1] ? 1 : 0).ToArray();
    }

    /// <summary>The model with its steps as a fault leaves them; null takes a step away.</summary>
    public FittedModel With(Func<ITransformer, ITransformer?> fault) => Opened.Model with
    {
        Chain = new TransformerChain<ITransformer>(((IEnumerable<ITransformer>)Opened.Model.Chain).Select(fault).OfType<ITransformer>().ToArray()),
    };

    /// <summary>Changes the fields of a column in every row.</summary>
    public static string[] Change(string[] lines, string column, Func<string, string> change)
    {
        var at = Array.IndexOf(lines[0].Split(','), column);
        return [lines[0], .. lines.Skip(1).Select(line => string.Join(',', line.Split(',').Select((field, i) => i == at ? change(field) : field)))];
    }

    /// <summary>Changes a number in every row; a gap stays.</summary>
    public static string[] Scale(string[] lines, string column, double factor) => Change(lines, column, field =>
        field.Length == 0 ? field : (double.Parse(field, CultureInfo.InvariantCulture) * factor).ToString("R", CultureInfo.InvariantCulture));

    public void Dispose() => Scratch.Dispose();
}
