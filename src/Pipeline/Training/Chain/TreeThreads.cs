using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Configuration.Options;
using Pipeline.Model;

namespace Pipeline.Training.Chain;

/// <summary>
/// How many threads boosted trees are trained with. LightGBM's, with deterministic and forceColumnWise, and FastTree's are the same for
/// every number, so that they take all; the number is left out of the options then, because ML.NET writes them into the model's entry.
/// One thread where the trees would depend on the number (goss, or one of the two switched off), and below
/// <see cref="TrainerEntry.ManyRows"/>.
/// </summary>
internal static class TreeThreads
{
    private static readonly Lazy<bool> passive = new(WaitPassively);

    /// <summary>Sets the number where the config names none; nothing for other trainers.</summary>
    /// <param name="choice">The trainer.</param>
    /// <param name="task">What it learns to predict.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="threads">Threads that there are; FastTree takes as many as there are processors.</param>
    public static void Set(TrainerChoice choice, TaskKind task, int rows, int threads)
    {
        if (choice.Binary is { } binary)
            Set(binary, TaskKind.Binary, rows, threads);
        if (TrainerCatalog.Find(task, choice.Name) is not { TakesAllThreads: true })
            return;
        var options = choice.Options!;
        var isLightGbm = choice.Name == "lightGbm";
        var number = Field(options, "NumberOfThreads");
        var named = number.GetValue(options) is int;
        if (!named && (rows < TrainerEntry.ManyRows || (isLightGbm && !AreTheSame(options))))
            number.SetValue(options, 1);
        if (!isLightGbm)
            return;
        _ = passive.Value;
        _ = SetMaxThreads(named ? -1 : threads);
    }

    /// <summary>Whether LightGBM's trees are the same for any number of threads.</summary>
    private static bool AreTheSame(object options) =>
        IsTrue(options, "Deterministic") && IsTrue(options, "ForceColumnWise") && Booster(options) is not GossBooster.Options;

    private static BoosterParameterBase.OptionsBase Booster(object options) => options switch
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
