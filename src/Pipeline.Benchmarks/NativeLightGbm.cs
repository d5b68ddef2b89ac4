using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>LightGBM without ML.NET: its own library reads the table, trains and writes its own model file. It measures nothing.</summary>
internal static class NativeLightGbm
{
    private const string Library = "lib_lightgbm";
    private const int Rounds = 100;

    /// <summary>Trains on a table with a header and the label in the column <c>label</c>.</summary>
    /// <param name="train">The table.</param>
    /// <param name="model">Where the model goes.</param>
    public static int Run(string train, string model)
    {
        var options = FormattableString.Invariant(
            $"num_threads={Environment.ProcessorCount} ") + "objective=binary num_leaves=31 learning_rate=0.1 min_data_in_leaf=20 header=true "
            + "label_column=name:label deterministic=true force_col_wise=true seed=1 verbosity=-1";
        Check(DatasetCreateFromFile(Text(train), Text(options), IntPtr.Zero, out var rows));
        Check(BoosterCreate(rows, Text(options), out var booster));
        for (var round = 0; round < Rounds; round++)
            Check(BoosterUpdateOneIter(booster, out _));
        Check(BoosterSaveModel(booster, 0, -1, 0, Text(model)));
        Check(BoosterFree(booster));
        Check(DatasetFree(rows));
        return 0;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Check(int code)
    {
        if (code != 0)
            throw new InvalidOperationException($"LightGBM: {Marshal.PtrToStringUTF8(GetLastError())}");
    }

    [DllImport(Library, EntryPoint = "LGBM_GetLastError")]
    private static extern IntPtr GetLastError();

    [DllImport(Library, EntryPoint = "LGBM_DatasetCreateFromFile")]
    private static extern int DatasetCreateFromFile(byte[] file, byte[] options, IntPtr like, out IntPtr rows);

    [DllImport(Library, EntryPoint = "LGBM_BoosterCreate")]
    private static extern int BoosterCreate(IntPtr rows, byte[] options, out IntPtr booster);

    [DllImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    private static extern int BoosterUpdateOneIter(IntPtr booster, out int isFinished);

    [DllImport(Library, EntryPoint = "LGBM_BoosterSaveModel")]
    private static extern int BoosterSaveModel(IntPtr booster, int start, int rounds, int importance, byte[] file);

    [DllImport(Library, EntryPoint = "LGBM_BoosterFree")]
    private static extern int BoosterFree(IntPtr booster);

    [DllImport(Library, EntryPoint = "LGBM_DatasetFree")]
    private static extern int DatasetFree(IntPtr rows);
}
