using System.Globalization;
using Pipeline.Fuzz.Running;

namespace Pipeline.Fuzz;

/// <summary>What the fuzzer is asked to do.</summary>
internal sealed record FuzzOptions
{
    /// <summary>How it is called.</summary>
    public const string Usage =
        """
        ./run.sh fuzz [--minutes M | --seconds N] [--cases N] [--seed S] [--area NAME,…] [--workers N] [--report FILE.md]
        ./run.sh fuzz --seed S --case K     that case alone
        ./run.sh fuzz --file CASE.json      a case that stands in a file, such as a finding or a kept one
        ./run.sh fuzz --kept                the kept cases alone
        Areas: csv, config, zip, structure, forged, command. Exit 1 where something is found, 2 for a wrong call.
        """;

    /// <summary>How long; one minute where nothing else ends the run.</summary>
    public TimeSpan Time { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most numbers of cases to go through.</summary>
    public int Cases { get; private init; } = int.MaxValue;

    /// <summary>The seed.</summary>
    public ulong Seed { get; private init; } = 1;

    /// <summary>The one case that is wanted, or null.</summary>
    public CaseName? Only { get; private init; }

    /// <summary>Whether the kept cases are all that is wanted.</summary>
    public bool OnlyKept { get; private init; }

    /// <summary>Names of the areas that are tried.</summary>
    public IReadOnlyList<string> Areas { get; private init; } = [.. Running.Areas.All.Select(area => area.Name)];

    /// <summary>How many processes try cases.</summary>
    public int Workers { get; private init; } = 1;

    /// <summary>The page whose marked section gets the figures, or null.</summary>
    public string? Report { get; private init; }

    /// <summary>Reads a command line; null where it is none.</summary>
    public static FuzzOptions? Parse(IReadOnlyList<string> words)
    {
        var options = new FuzzOptions();
        string? file = null;
        int? number = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--kept")
            {
                options = options with { OnlyKept = true };
                continue;
            }
            if (i + 1 == words.Count)
                return null;
            var value = words[++i];
            var isWhole = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole);
            switch (words[i - 1])
            {
                case "--minutes" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes):
                    options = options with { Time = TimeSpan.FromMinutes(minutes) };
                    break;
                case "--seconds" when isWhole:
                    options = options with { Time = TimeSpan.FromSeconds(whole) };
                    break;
                case "--cases" when isWhole:
                    options = options with { Cases = whole };
                    break;
                case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--case" when isWhole:
                    number = whole;
                    break;
                case "--file" when File.Exists(value):
                    file = Path.GetFullPath(value);
                    break;
                case "--area" when value.Split(',').All(options.Areas.Contains):
                    options = options with { Areas = value.Split(',') };
                    break;
                case "--workers" when isWhole && whole > 0:
                    options = options with { Workers = whole };
                    break;
                case "--report":
                    options = options with { Report = value };
                    break;
                default:
                    return null;
            }
        }
        return number is null && file is null ? options : options with { Only = new CaseName(options.Seed, number ?? 0, file) };
    }
}
