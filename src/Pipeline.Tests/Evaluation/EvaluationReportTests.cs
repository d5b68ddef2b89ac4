using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Evaluation;
using Pipeline.Model.Problems;
using Pipeline.Reports.Json;

namespace Pipeline.Tests.Evaluation;

internal sealed class EvaluationReportTests
{
    internal static EvaluationReport Binary => MeasuredReports.Binary([0.75f, 0.25f, 0.25f, 0.5f], new([1, 0, 1, 0], [1, 2, 1, 0]));

    private static readonly EvaluationReport[] reports =
    [
        Binary,
        MeasuredReports.Binary([], new([], null)),
        MeasuredReports.Multiclass([[0.5f, 0.25f, 0.25f], [0.25f, 0.5f, 0.25f]], new([0, 2], null)),
        MeasuredReports.Regression([1.5f, 2, 0.1f], new([1, 0.1, 0.3], null), 1.0 / 3),
    ];

    [Test]
    public void Json_has_every_figure_in_a_fixed_order()
    {
        var expected = JsonNode.Parse($$"""
            {
              "task": "binary", "rows": 3, "rowsOfWeightZero": 1, "weight": 4, "classes": ["no", "yes"],
              "metrics": {
                "accuracy": { "value": 0.75, "trivial": 0.5 },
                "auc": { "value": 0.75, "trivial": 0.5 },
                "auprc": { "value": 0.75, "trivial": 0.5 },
                "logLoss": { "value": 0.5623351446188083, "trivial": 0.8369882167858358 },
                "brier": { "value": 0.1875, "trivial": 0.3125 },
                "f1": { "value": 0.6666666666666666, "trivial": 0 },
                "precision": { "value": 1, "trivial": null },
                "recall": { "value": 0.5, "trivial": 0 },
                "calibrationError": { "value": 0.125, "trivial": 0.25 },
                "baseRate": { "value": 0.5, "trivial": 0.5 }
              },
              "accuracyInterval95": { "low": {{Text(Binary.AccuracyInterval!.Low)}}, "high": {{Text(Binary.AccuracyInterval.High)}} },
              "confusion": [[2, 0], [1, 1]],
              "perClass": [
                { "class": "no", "support": 2, "predicted": 3, "precision": 0.6666666666666666, "recall": 1, "f1": 0.8 },
                { "class": "yes", "support": 2, "predicted": 1, "precision": 1, "recall": 0.5, "f1": 0.6666666666666666 }
              ]
            }
            """);
        Assert.That(FiguresJson.Write(Binary).ToJsonString(), Is.EqualTo(expected!.ToJsonString()));
    }

    [Test]
    public void Json_reads_back_equal_from_text_and_from_memory([ValueSource(nameof(reports))] EvaluationReport report)
    {
        var text = FiguresJson.Write(report).ToJsonString();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(FiguresJson.Write(FiguresJson.Read(JsonNode.Parse(text), "metrics.json")).ToJsonString(), Is.EqualTo(text));
            Assert.That(FiguresJson.Write(FiguresJson.Read(FiguresJson.Write(report), "metrics.json")).ToJsonString(), Is.EqualTo(text));
        }
    }

    [Test]
    public void Further_members_are_passed_over()
    {
        var json = FiguresJson.Write(Binary);
        json["run"] = new JsonObject { ["started"] = "2026-08-01" };
        Assert.That(FiguresJson.Read(json, "metrics.json").Value("accuracy"), Is.EqualTo(0.75));
    }

    [Test]
    public void Everything_that_is_wrong_is_listed_with_its_path()
    {
        var json = FiguresJson.Write(Binary);
        json["task"] = "binry";
        json.Remove("weight");
        json["metrics"]!["auc"]!["value"] = "high";
        json["confusion"]![1] = new JsonArray(1);
        Assert.That(
            () => FiguresJson.Read(json, "m.json"),
            Throws.TypeOf<ArtifactException>().With.Message.EqualTo(string.Join('\n',
                "m.json: $.task: \"binry\"; expected \"binary\" or \"multiclass\" or \"regression\". Take a metrics file or a zip as this program wrote it.",
                "m.json: $.metrics.auc.value: \"high\"; expected a number or null. Take a metrics file or a zip as this program wrote it.",
                "m.json: $.weight: nothing; expected a number. Take a metrics file or a zip as this program wrote it.",
                "m.json: $.confusion[1]: an array of 1; expected an array of 2. Take a metrics file or a zip as this program wrote it.")));
    }

    [Test]
    public void What_is_no_report_at_all_is_refused() =>
        Assert.That(() => FiguresJson.Read(JsonNode.Parse("[]"), "m.json"), Throws.TypeOf<ArtifactException>());

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
