using Pipeline.Artifacts.Signing;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Files;
using Pipeline.Model.Problems;
using Pipeline.Scoring;

namespace Pipeline.Commands;

/// <summary>What a training takes and where its results go, looked at before a row is read.</summary>
/// <param name="Config">The run.</param>
/// <param name="Key">What the zip is signed with, or null.</param>
/// <param name="Train">The training files.</param>
/// <param name="Test">The test files.</param>
/// <param name="Baseline">What it is compared with, or null.</param>
/// <param name="Directory">Where the results go.</param>
internal sealed record TrainPlan(RunConfig Config, SigningKey? Key, InputFileList Train, InputFileList Test, Baseline? Baseline, string Directory) : IDisposable
{
    /// <summary>Reads what the request names.</summary>
    /// <exception cref="ConfigException">The config is wrong, or an output would replace an input.</exception>
    public static TrainPlan Of(TrainRequest request)
    {
        var config = ConfigReader.Read(request.ConfigPath, request.Sets);
        var key = SigningKey.Read(request.Sign);
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(request.ConfigPath))!;
            var train = InputFiles.Resolve(config.Data.Train, folder);
            var test = InputFiles.Resolve(config.Data.Test, folder);
            CheckApart(train, test);
            ScoreText.CheckNames(config.Data.Id, config.Task);
            var baseline = Baseline.Read(config.Gates.Baseline, folder);
            var plan = new TrainPlan(config, key, train, test, baseline, request.Directory ?? DefaultDirectory(request.ConfigPath));
            plan.CheckPlaces(request);
            return plan;
        }
        catch
        {
            key?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Key?.Dispose();

    private void CheckPlaces(TrainRequest request)
    {
        string? quarantine = request.Options.BadRows.Quarantine;
        string[] read =
        [
            request.ConfigPath, .. OutputPlaces.Named(request.Sign), .. VerifyingKey.Files(null), .. Train.Concat(Test).Select(file => file.Path),
        ];
        OutputPlaces.Check(read, [.. TrainResults.Paths(Directory), quarantine]);
        // The results may replace the baseline: last night's model is what tonight's is compared with.
        OutputPlaces.Check(OutputPlaces.Named(Baseline?.Path), [quarantine]);
    }

    /// <summary>A name of dots alone would lead out of runs.</summary>
    private static string DefaultDirectory(string configPath)
    {
        var name = Path.GetFileNameWithoutExtension(configPath);
        return name.Trim('.', ' ').Length > 0 ? Path.Combine("runs", name) : throw new ConfigException("train",
            $"{DataText.Name(Path.GetFileName(configPath))}, a config without a name of its own to call the results by", "--out DIR",
            "Say where the results go, or give the config a name.");
    }

    /// <summary>A model measured on the rows that it was trained on is not measured.</summary>
    private static void CheckApart(IReadOnlyList<InputFile> train, IReadOnlyList<InputFile> test)
    {
        var trained = train.Select(file => RealPath.Of(file.Path)).ToHashSet(StringComparer.Ordinal);
        if (test.FirstOrDefault(file => trained.Contains(RealPath.Of(file.Path))) is { } both)
            throw new ConfigException("$.data.test", $"{both.Display}, which $.data.train names too", "files of their own for the test");
    }
}
