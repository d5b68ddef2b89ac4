using NUnit.Framework;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Tests.Data;

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
            "--max-missing: 30 fields missing (age 20, city 10); expected at most 29 fields\n"
            + "--max-unseen: 5 fields with an unseen category (city 5); expected at most 0.4% of the fields"));
        Assert.That(error.Code, Is.EqualTo(ExitCode.CheckFailed));
    }

    private static void Check(string? missing, string? unseen) =>
        Report.Check(missing is null ? null : FieldLimit.Parse(missing), unseen is null ? null : FieldLimit.Parse(unseen));
}
