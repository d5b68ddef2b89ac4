using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Configuration.Options;

namespace Pipeline.Training.Chain;

/// <summary>
/// How many threads LightGBM trains with. With deterministic and forceColumnWise its trees are the same for every number, so that it
/// takes all; the number is left out of the options then, because ML.NET writes them into the model's entry. One thread where the trees
/// would depend on the number (goss, or one of the two switched off), and below <see cref="TrainerEntry.ManyRows"/>.
/// </summary>
internal static class LightGbmThreads
{
    private static readonly Lazy<bool> passive = new(WaitPassively);

    /// <summary>Sets the number where the config names none; nothing for other trainers.</summary>
    /// <param name="choice">The trainer.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="threads">Threads that there are.</param>
    public static void Set(TrainerChoice choice, int rows, int threads)
    {
        if (choice.Binary is { } binary)
            Set(binary, rows, threads);
        if (choice.Name != "lightGbm")
            return;
        _ = passive.Value;
        var options = choice.Options!;
        var number = Field(options, "NumberOfThreads");
        if (number.GetValue(options) is int)
            threads = -1;
        else if (rows < TrainerEntry.ManyRows || !IsTrue(options, "Deterministic") || !IsTrue(options, "ForceColumnWise")
            || Booster(options) is GossBooster.Options)
        {
            number.SetValue(options, 1);
        }
        _ = SetMaxThreads(threads);
    }

    private static BoosterParameterBase.OptionsBase? Booster(object options) => options switch
    {
        LightGbmBinaryTrainer.Options binary => binary.Booster,
        LightGbmMulticlassTrainer.Options multiclass => multiclass.Booster,
        LightGbmRegressionTrainer.Options regression => regression.Booster,
        _ => throw new ArgumentException($"no options of LightGBM: {options.GetType()}", nameof(options)),
    };

    private static bool IsTrue(object options, string field) => (bool)Field(options, field).GetValue(options)!;

    private static FieldInfo Field(object options, string name) => options.GetType().GetField(name)!;

    /// <summary>
    /// OpenMP's threads wait for each other by spinning, which on a machine with other work takes ten times the processor time for the
    /// same trees. GNU's library reads how to wait when it is loaded, from the environment of the process, which .NET's own method does
    /// not reach. A user's own setting stands. Microsoft's library on Windows has no such setting.
    /// </summary>
    private static bool WaitPassively() => OperatingSystem.IsLinux() && SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", 0) == 0;

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);

    /// <summary>Caps the threads of every training of the process; −1 for no cap.</summary>
    [DllImport("lib_lightgbm", EntryPoint = "LGBM_SetMaxThreads")]
    private static extern int SetMaxThreads(int threads);
}
