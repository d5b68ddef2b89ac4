using System.Globalization;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Records;

namespace Pipeline.Configuration.Checks;

/// <summary>Checks of the steps before the trainer.</summary>
internal static class ChainChecks
{
    public static void Run(RunConfig config, Reading reading)
    {
        if (reading.Sound("normalize") && config.Normalize is var normalize && normalize.QuantileMin >= normalize.QuantileMax)
        {
            var path = reading.Gives("$.normalize.quantileMin") ? "$.normalize.quantileMin" : "$.normalize.quantileMax";
            reading.Add(
                path, string.Create(CultureInfo.InvariantCulture, $"quantileMin {normalize.QuantileMin}, quantileMax {normalize.QuantileMax}"),
                "quantileMin below quantileMax");
        }
    }
}
