using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>Options that ML.NET refuses together, some of them only after the data has been read.</summary>
internal static class OptionChecks
{
    /// <param name="trainer">The trainer.</param>
    /// <param name="options">All of its options, each sound alone.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="reading">Takes the problems.</param>
    public static void Run(TrainerEntry trainer, JsonObject options, string path, Reading reading)
    {
        // Of the trainers only the two online ones have lazyUpdate.
        if (options.ContainsKey("lazyUpdate"))
        {
            if (Number("recencyGain") > 0 && Is("lazyUpdate"))
                Add("recencyGain", "recencyGain with lazyUpdate", "one of the two", "Set lazyUpdate to false.");
            if (Is("recencyGainMultiplicative") && Is("lazyUpdate"))
                Add("recencyGainMultiplicative", "recencyGainMultiplicative with lazyUpdate", "one of the two", "Set lazyUpdate to false.");
            if (Number("l2Regularization") >= 0.5)
                Add("l2Regularization", Show("l2Regularization"), $"a number of at least 0 and below 0.5 with {trainer.Name}");
        }
        if (Is("unbalancedSets") && options["weightOfPositiveExamples"] is not null && Number("weightOfPositiveExamples") != 1)
            Add("weightOfPositiveExamples", "weightOfPositiveExamples with unbalancedSets", "one of the two");
        // Leaves without a row get a value of 0 / 0 from ML.NET's trees; LightGBM's have at least one.
        if (trainer.Name != "lightGbm" && options["minimumExampleCountPerLeaf"] is not null && Number("minimumExampleCountPerLeaf") < 1)
            Add("minimumExampleCountPerLeaf", Show("minimumExampleCountPerLeaf"), $"a whole number of at least 1 with {trainer.Name}");
        if (Is("forceColumnWise") && Is("forceRowWise"))
            Add("forceRowWise", "forceRowWise with forceColumnWise", "at most one of the two",
                trainer.TakesAllThreads ? "Set forceColumnWise to false; training then takes one thread." : "");
        if (trainer.TakesAllThreads && Number("numberOfThreads") > 1 && (string?)options["booster"]?["type"] == "goss")
        {
            Add("numberOfThreads", Show("numberOfThreads"), "1 with goss",
                "With more threads LightGBM draws other rows: the run could not be reproduced elsewhere.");
        }
        if (Number("baggingSize") > 0 && Number("numberOfTrees") % Number("baggingSize") != 0)
            Add("baggingSize", Show("baggingSize"), $"a divisor of numberOfTrees, which is {options["numberOfTrees"]!.ToJsonString()}");
        if (options["booster"] is JsonObject booster && booster["topRate"] is { } top && booster["otherRate"] is { } other &&
            (double)top + (double)other > 1)
        {
            Add("booster", $"topRate {top.ToJsonString()} and otherRate {other.ToJsonString()}", "a sum of at most 1");
        }

        bool Is(string option) => options[option] is { } value && (bool)value;
        double Number(string option) => options[option] is { } value ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;
        string Show(string option) => Reading.Show(options[option]);
        void Add(string option, string found, string expected, string remedy = "") => reading.Add(JsonPath.Member(path, option), found, expected, remedy);
    }
}
