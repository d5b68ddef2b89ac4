using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class AuditReportTests
{
    private static readonly AuditReport Report = new(
        1000, 3000, [new("age", 20, true), new("city", 10, true)], 1000, [new("city", 5, ["Ulm"])], []);

    [TestCase("30", "5")]
    [TestCase("1%", "0.5%")]
    [TestCase(null, null)]
    public void A_run_within_its_limits_passes(string? missing, string? unseen) =>
        Assert.That(() => Check(missing, unseen), Throws.Nothing);

    [Test]
    public void Every_limit_that_is_exceeded_is_told_with_the_columns()
    {
        var error = Assert.Throws<CheckException>(() => Check("29", "0.4%"))!;

        Assert.That(error.Message, Is.EqualTo(
            "--max-missing: 30 fields missing ('age' 20, 'city' 10); expected at most 29 fields\n"
            + "--max-unseen: 5 fields with an unseen category ('city' 5); expected at most 0.4% of the fields"));
        Assert.That(error.Code, Is.EqualTo(ExitCode.CheckFailed));
    }

    [Test]
    public void A_column_that_has_changed_beyond_doubt_fails_unless_that_is_a_warning()
    {
        var doubtful = new ShiftedColumn("age", 100, 50, 40, 5) { TrainingMinimum = 20, TrainingMaximum = 60, Moved = 0.5, SpreadRatio = 1 };
        var report = Report with
        {
            Shifted = [doubtful, doubtful with { Column = "income", Change = "×0.001", Factor = 0.001, SpreadRatio = 0.001, Outside = 1,
            Unmistakable = true }]
        };

        Assert.That(() => report.Check(null, null, ShiftPolicy.Warn), Throws.Nothing);
        Assert.That(Assert.Throws<CheckException>(() => report.Check(null, null, ShiftPolicy.Fail))!.Message, Is.EqualTo(
            "column 'income': ×0.001: mean 50, in training 40 ± 5, 100% of 100 rows outside of 20 to 60, spread ×0.001; "
            + "expected the unit and scale of the training rows. Mend the column, or give --on-shift warn where the change is meant."));
    }

    private static void Check(string? missing, string? unseen) =>
        Report.Check(missing is null ? null : FieldLimit.Parse(missing), unseen is null ? null : FieldLimit.Parse(unseen), ShiftPolicy.Fail);
}
