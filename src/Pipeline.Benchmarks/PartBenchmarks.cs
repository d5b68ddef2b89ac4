using BenchmarkDotNet.Attributes;
using CsvHelper;
using Pipeline.Files;
using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Sources;

namespace Pipeline.Benchmarks;

/// <summary>What surrounds the kernels, one core: reading 100,000 rows of 30 columns, preparing a model, writing scores.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class PartBenchmarks
{
    private const int Rows = 100_000;
    private const int Columns = 30;
    private readonly string path = Path.Combine(Path.GetTempPath(), "pipeline-benchmark-parts.csv");
    private readonly TableSchema schema = new()
    {
        Columns = [.. SyntheticTable.Names(Columns).Select(name => new ReadColumn(name, FieldKind.Single))],
        Separator = ','
    };
    private readonly CsvText text = new();
    private ScoringGraph trees = null!;
    private RowBatch batch = null!;
    private Predictions predictions = null!;
    private ScoreText form = null!;

    /// <summary>Prepares all.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        SyntheticTable.Write(path, Rows, Columns, 2);
        trees = SyntheticModels.Trees(Columns, 100, 31);
        batch = new RowBatch(schema);
        predictions = new Predictions(TaskKind.Binary, 2);
        new GraphKernel(trees, Rows).Run(SyntheticModels.Rows(trees, Rows), predictions);
        form = new ScoreText(trees.Signature, schema, []);
    }

    /// <summary>Deletes the table.</summary>
    [GlobalCleanup]
    public void Clean() => File.Delete(path);

    /// <summary>One operation is a row.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Read()
    {
        using var reader = new TableReader(TableSources.Open(InputFiles.Resolve([path], ""), schema), new BadRowLog(BadRowPolicy.Stop, null), threads: 1);
        reader.Read(_ => { }, 4096);
    }

    /// <summary>CsvHelper alone, every number parsed: what reading can cost at least with that library.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public double ReadWithCsvHelperAlone()
    {
        using var reader = CsvReader.FromFile(path);
        double sum = 0;
        while (reader.Read())
        {
            for (var i = 0; i < Columns; i++)
            {
                if (reader.TryParse(i, out double value))
                    sum += value;
            }
        }
        return sum;
    }

    /// <summary>One operation is a row.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Write()
    {
        text.Clear();
        form.Write(text, batch, predictions, null, ..);
    }

    /// <summary>From the graph of 100 trees of 31 leaves to kernels that are ready to run.</summary>
    [Benchmark]
    public object PrepareTrees() => new GraphKernel(trees, 1024);
}
