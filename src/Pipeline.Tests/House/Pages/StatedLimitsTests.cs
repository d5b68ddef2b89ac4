using System.Globalization;
using NUnit.Framework;
using Pipeline.Artifacts.Container;
using Pipeline.Cli.Streams;
using Pipeline.Tables.Csv;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.House.Pages;

/// <summary>The limits that pages state are those of the program.</summary>
internal sealed class StatedLimitsTests
{
    [Test]
    public void Those_of_a_table()
    {
        var columns = string.Create(CultureInfo.InvariantCulture, $"{HeaderReader.MostColumns:N0} columns, {HeaderReader.MostNameBytes >> 10} KiB a name");
        var row = string.Create(CultureInfo.InvariantCulture, $"{CsvSource.MaxRecordBytes >> 20} MiB and {RecordCutter.Most:N0} separators a row");

        Assert.That(Repository.Prose("docs/data.md"), Does.Contain($"Limits: {columns}, {RecordCutter.Most >> 20} MiB a header, {row}."));
    }

    [Test]
    public void That_of_open_files() => Assert.That(Repository.Prose("docs/jobs.md"), Does.Contain($"{OpenFiles.Needed} open files (`ulimit -n`) are enough"));

    [Test]
    public void Those_of_a_zip()
    {
        var page = Repository.Prose("docs/zip.md");
        Assert.That(page, Does.Contain($"| the file | {ZipLimits.FileBytes >> 20} MiB |"));
        Assert.That(page, Does.Contain($"| an entry, unpacked | {ZipLimits.EntryBytes >> 20} MiB |"));
        Assert.That(page, Does.Contain($"| all entries, unpacked | {ZipLimits.TotalBytes >> 20} MiB, and beyond {ZipLimits.AnyRatio >> 20} MiB no more than "
            + $"{ZipLimits.Ratio} times the file |"));
    }
}
