using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration;

/// <summary>Whether the files that a config names are there. What a pattern matches is found out when the data is read.</summary>
internal static class FileChecks
{
    public static void Run(RunConfig? config, string configPath, Reading reading)
    {
        if (reading.Sound("data.train"))
            Data(config!.Data.Train, "$.data.train");
        if (reading.Sound("data.test"))
            Data(config!.Data.Test, "$.data.test");
        if (reading.Sound("gates.baseline") && config!.Gates.Baseline is { } baseline)
        {
            Check(baseline.Zip, "$.gates.baseline", "a model zip or a metrics.json, relative to the config file",
                path => File.Exists(path) || (baseline.IfMissing == MissingBaseline.Pass && !Path.Exists(path)),
                $"Where there is none yet: \"baseline\": {{\"zip\": \"{baseline.Zip}\", \"ifMissing\": \"pass\"}}.");
        }

        void Data(IReadOnlyList<string> paths, string member)
        {
            for (var i = 0; i < paths.Count; i++)
            {
                if (!ConfigPaths.IsGlob(paths[i]))
                    Check(paths[i], paths.Count == 1 ? member : JsonPath.Item(member, i), "a file, directory or glob, relative to the config file",
                        Path.Exists);
            }
        }

        void Check(string path, string member, string expected, Func<string, bool> exists, string otherwise = "")
        {
            var full = ConfigPaths.Resolve(configPath, path);
            if (!exists(full) && Directory.Exists(full))
                reading.Add(member, $"'{path}', a directory", expected, $"Name the file in it, such as {Path.Combine(path, "model.zip")}.");
            else if (!exists(full))
                reading.Add(member, $"'{path}', but there is no file {full}", expected, $"{ConfigPaths.NearestFile(full)} {otherwise}".Trim());
        }
    }
}
