using System.Globalization;
using Pipeline.Model.Problems;

namespace Pipeline.Model;

/// <summary>The device that a run asks for.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Indices">Numbers of the GPUs, each once; empty where the kind is not CUDA.</param>
internal sealed record Device(DeviceKind Kind, IReadOnlyList<int> Indices)
{
    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu, []);

    /// <summary>Reads cpu, cuda (the first GPU), cuda:N, cuda:0,1,… or auto.</summary>
    /// <param name="text">The words of the command line; null for the processor.</param>
    /// <exception cref="ConfigException">It is none of these.</exception>
    public static Device Parse(string? text)
    {
        const string Prefix = "cuda:";
        switch (text)
        {
            case null or "cpu": return Cpu;
            case "cuda": return new Device(DeviceKind.Cuda, [0]);
            case "auto": return new Device(DeviceKind.Auto, []);
        }
        var words = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split(',') : [];
        var indices = words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).ToList();
        if (indices.Count == 0 || indices.Contains(-1) || indices.Distinct().Count() < indices.Count)
            throw new ConfigException("--device", DataText.Quote(text), "cpu, cuda, cuda:N, cuda:N,N,… (each GPU once) or auto",
                text.ToUpperInvariant() is "GPU" or "NVIDIA" or "CUDA" ? "The first GPU is cuda." : "");
        return new Device(DeviceKind.Cuda, indices);
    }

    /// <summary>As the command line has it.</summary>
    public override string ToString() => Kind == DeviceKind.Cuda
        ? "cuda:" + string.Join(',', Indices.Select(index => index.ToString(CultureInfo.InvariantCulture)))
        : CamelCase.Of(Kind);
}
