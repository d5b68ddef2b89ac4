using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;

namespace Pipeline.Tests.Tables;

/// <summary>What reading gave.</summary>
internal sealed record Reading(RowBatch Batch, BadRowLog Bad, TableReader Reader);

/// <summary>Small tables, read as the program reads them.</summary>
internal static class SmallTables
{
    public static TableSchema Schema(params (string Name, FieldKind Kind)[] columns) =>
        new() { Columns = columns.Select(column => new ReadColumn(column.Name, column.Kind)).ToList() };

    public static InputFile Bytes(byte[] bytes) => new("-", new MemoryStream(bytes));

    public static InputFile Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static Reading Read(TableSchema schema, params InputFile[] files) => Read(schema, BadRowPolicy.Stop, null, files);

    public static Reading Read(TableSchema schema, BadRowPolicy policy, IBadRowSink? sink, params InputFile[] files)
    {
        var bad = new BadRowLog(policy, sink);
        using var reader = new TableReader(TableSources.Open(files, schema), bad);
        var batch = new RowBatch(schema);
        reader.ReadAll(batch, 7);
        return new Reading(batch, bad, reader);
    }

    /// <summary>The problems that stop the reading.</summary>
    public static DataException Error(TableSchema schema, params InputFile[] files) =>
        Assert.Throws<DataException>(() => Read(schema, files))!;

    /// <summary>The only problem of a table.</summary>
    public static Problem Problem(TableSchema schema, string text)
    {
        var error = Error(schema, Text(text));
        Assert.That(error.Total, Is.EqualTo(1), error.Message);
        return error.Problems[0];
    }

    public static double Number(string field, FieldKind kind, char separator = ',') =>
        Read(Schema(("x", kind), ("y", FieldKind.Text)) with { Separator = separator }, Text($"x{separator}y\n{field}{separator}end\n")).Batch.Numbers(0)[0];
}
