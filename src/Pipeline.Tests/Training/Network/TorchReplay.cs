using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Pipeline.Training.Network;

namespace Pipeline.Tests.Training.Network;

/// <summary>Replays the training of a file step by step and compares all that it records.</summary>
internal sealed class TorchReplay<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TorchFile file;
    private readonly Worst worst;
    private readonly NetworkArrays<T> arrays;
    private readonly T[][] moments;
    private readonly Crew crew;
    private readonly TrainingPass<T> pass;
    private readonly NetworkRows<T> data;
    private readonly int[][] order;
    private readonly int batchSize;
    private long updates;

    public TorchReplay(TorchFile file, Worst worst, int threads = 1)
    {
        (this.file, this.worst) = (file, worst);
        var layout = new NetworkLayout(file.Network);
        arrays = new NetworkArrays<T>(layout, layout.NewParameters<T>(), layout.NewBuffers<T>());
        moments = [.. Enumerable.Range(0, file.Optimizer.Moments).Select(_ => layout.NewParameters<T>())];
        crew = new Crew(threads);
        batchSize = (int)file.Json["batchSize"]!;
        pass = new TrainingPass<T>(arrays, batchSize, crew);
        data = Table(file.Json["data"]!);
        order = [.. file.Json["order"]!.AsArray().Select(epoch => epoch!.AsArray().Select(row => (int)row!).ToArray())];
        Load(file.Json["initial"]!, withOptimizer: false);
    }

    public NetworkArrays<T> Arrays => arrays;

    /// <summary>Takes over the state that a file records.</summary>
    public void Load(JsonNode state, bool withOptimizer = true, bool withBuffers = true)
    {
        Fill(state["parameters"]!, arrays.Layout.Parameters, arrays.Parameters);
        Fill((withBuffers ? state : file.Json["initial"]!)["buffers"]!, arrays.Layout.Buffers, arrays.Buffers);
        if (!withOptimizer)
        {
            Array.ForEach(moments, Array.Clear);
            updates = 0;
            return;
        }
        updates = (long?)state["optimizer"]!["step"] ?? 1;
        foreach (var (name, array) in Moments())
            Fill(state["optimizer"]![name]!, arrays.Layout.Parameters, array);
    }

    /// <summary>One step of the record, compared with it.</summary>
    /// <param name="record">The step.</param>
    /// <param name="behind">How many advances the schedule has lost.</param>
    public void Step(JsonNode record, int behind = 0)
    {
        var step = (int)record["step"]!;
        var where = string.Create(CultureInfo.InvariantCulture, $"step {step}");
        var perEpoch = (order[0].Length + batchSize - 1) / batchSize;
        var (epoch, place) = Math.DivRem(step, perEpoch);
        var rows = order[epoch].Skip(place * batchSize).Take(batchSize).ToArray();
        var (rate, momentum) = file.Schedule.At(file.Optimizer, (file.Schedule.Unit == ScheduleUnit.Step ? step : epoch) - behind);
        worst.See(where + " rate", [rate], record["lr"]!);

        pass.Batch.Load(crew, data, rows);
        pass.Forward(new RecordedMasks(record["masks"]));
        var loss = BatchLoss.Of(file.Loss, pass.Output, pass.Batch.Labels, pass.Batch.Weights, pass.OutputGradient);
        pass.Backward();
        worst.See(where + " loss", [loss.Mean], record["loss"]!);
        if (record["rows"] is { } recorded)
            Compare(where, record, recorded.AsArray().Select(row => (int)row!).SequenceEqual(rows) ? momentum : double.NaN);
        if (file.ClipNorm is { } most)
        {
            var norm = GradientNorm.Clip(arrays.Gradients.AsSpan(0, arrays.Layout.ParameterCount), most);
            worst.See(where + " norm", [norm], record["gradientNorm"]!);
            Compare(where + " clipped", record["clippedGradients"]!, arrays.Gradients);
        }
        Optimizer.Update(file.Optimizer, rate, momentum, updates++, arrays.Parameters, arrays.Gradients, moments);
        if (record["parameters"] is not null)
            CompareState(where, record);
    }

    /// <summary>Compares weights, running statistics and moments with a recorded state.</summary>
    public void CompareState(string where, JsonNode state)
    {
        Compare(where + " parameters", state["parameters"]!, arrays.Parameters);
        foreach (var slot in arrays.Layout.Buffers)
            worst.See($"{where} {slot.Name}", Numbers(slot.Of(arrays.Buffers)), state["buffers"]![slot.Name]!);
        foreach (var (name, array) in Moments())
            Compare($"{where} {name}", state["optimizer"]![name]!, array);
        if (state["optimizer"]!["step"] is { } recorded)
            worst.See(where + " updates", [updates], recorded);
    }

    /// <summary>Evaluates the rows that were held out and compares.</summary>
    public void Evaluate(string where, JsonNode expected)
    {
        var table = Table(file.Json["holdout"]!);
        var pass = new EvaluationPass<T>(arrays, crew);
        worst.See(where + " output", Numbers(pass.Outputs(table)), expected["output"]!);
        worst.See(where + " loss", [pass.Loss(file.Loss, table).Mean], expected["loss"]!);
    }

    public void Dispose() => crew.Dispose();

    public static double[] Numbers(ReadOnlySpan<T> values)
    {
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = double.CreateTruncating(values[i]);
        return numbers;
    }

    /// <summary>Columns as the file has them: [rows, features].</summary>
    public static double[] RowMajor(Columns<T> columns) =>
        [.. Enumerable.Range(0, columns.Rows * columns.Features).Select(i => double.CreateTruncating(columns.At(i % columns.Features, i / columns.Features)))];

    private void Compare(string where, JsonNode record, double momentum)
    {
        worst.See(where + " momentum", [momentum], record["momentum"]!);
        worst.See(where + " output", RowMajor(pass.Output), record["output"]!);
        Compare(where + " gradient", record["gradients"]!, arrays.Gradients);
        foreach (var (i, layer) in (record["trace"]?.AsArray() ?? []).Index())
        {
            worst.See(string.Create(CultureInfo.InvariantCulture, $"{where} output of {i}"), RowMajor(pass.OutputOf(i)), layer!["output"]!);
            worst.See(string.Create(CultureInfo.InvariantCulture, $"{where} gradient of {i}"), RowMajor(pass.GradientOf(i)), layer["outputGradient"]!);
        }
    }

    private void Compare(string where, JsonNode expected, T[] array)
    {
        foreach (var slot in arrays.Layout.Parameters)
            worst.See($"{where} {slot.Name}", Numbers(slot.Of(array)), expected[slot.Name]!, file.ZeroGradient.Contains(slot.Name) ? 1 : null);
    }

    private IEnumerable<(string Name, T[] Array)> Moments() =>
        moments.Zip(moments.Length == 2 ? (string[])["expAvg", "expAvgSq"] : ["momentumBuffer"], (array, name) => (name, array));

    private NetworkRows<T> Table(JsonNode json) => new(arrays.Layout.Plan, Of(json["x"]), [.. Of(json["categories"]).Select(int.CreateTruncating)],
        Of(json["y"]), json["sampleWeight"] is { } weights ? Of(weights) : null);

    private static T[] Of(JsonNode? tensor) => tensor is null ? [] : Array.ConvertAll(TorchFile.Numbers(tensor), T.CreateTruncating);

    private static void Fill(JsonNode tensors, IReadOnlyList<ParameterSlot> slots, T[] array)
    {
        foreach (var slot in slots)
            Of(tensors[slot.Name]).CopyTo(slot.Of(array));
    }
}
