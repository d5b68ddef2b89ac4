using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Artifacts.MlNet;

/// <summary>What ML.NET writes into the header of an entry about the code that loads it.</summary>
/// <param name="Format">What the bytes are, 8 characters.</param>
/// <param name="Written">Version of the format.</param>
/// <param name="Readable">The oldest version of code that can read it.</param>
/// <param name="Name">The loader.</param>
/// <param name="Assembly">Where the loader is; ML.NET loads an assembly of this name.</param>
/// <param name="Alternative">Another name of the loader.</param>
internal sealed record Loader(string Format, uint Written, uint Readable, string Name, string Assembly, string Alternative = "")
{
    private const string Data = "Microsoft.ML.Data";
    private const string Transforms = "Microsoft.ML.Transforms";
    private const string Standard = "Microsoft.ML.StandardTrainers";
    private const string Trees = "Microsoft.ML.FastTree";
    private const string LightGbm = "Microsoft.ML.LightGbm";
    private const string Version = ", Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    public static readonly Loader Chain = new("XF CHAIN", 0x10001, 0x10001, "TransformerChain", Data);
    public static readonly Loader Concatenate = new("CONCAT F", 0x10003, 0x10003, "ConcatTransform", Data, "ConcatFunction");
    public static readonly Loader ReplaceMissing = new("NAREP TF", 0x10002, 0x10002, "NAReplaceTransform", Transforms);
    public static readonly Loader IndicateMissing = new("NAIND TF", 0x10001, 0x10001, "NaIndicatorTransform", Transforms);
    public static readonly Loader Normalize = new("NORMALZR", 0x10002, 0x10001, "Normalizer", Data);
    public static readonly Loader Affine = new("AFF NORM", 0x10003, 0x10003, "AffineNormExec", Data);
    public static readonly Loader Distribution = new("CDFNORMF", 0x10001, 0x10001, "CdfNormalizeFunction", Data);
    public static readonly Loader ConvertType = new("CONVERTF", 0x10004, 0x10003, "ConvertTransform", Data, "ConvertFunction");
    public static readonly Loader Expression = new("EXPRTRNF", 0x10001, 0x10001, "ExprTransform", Transforms);
    public static readonly Loader TextToKey = new("TERMTRNF", 0x10003, 0x10003, "TermTransform", Data);
    public static readonly Loader Terms = new("TERM MAN", 0x10002, 0x10002, "TermManager", Data);
    public static readonly Loader KeyToVector = new("KEY2VECT", 0x10002, 0x10001, "KeyToVectorTransform", Data);
    public static readonly Loader KeyToText = new("KEY2VALT", 0x10001, 0x10001, "KeyToValueTransform", Data);
    public static readonly Loader PredictBinary = new("BIN PRED", 0x10001, 0x10001, "BinaryPredXfer", Data);
    public static readonly Loader PredictMulticlass = new("MC  PRED", 0x10002, 0x10001, "MulticlassPredXfer", Data);
    public static readonly Loader PredictRegression = new("REG PRED", 0x10001, 0x10001, "RegressionPredXfer", Data);
    public static readonly Loader CalibratePlatt = new("CALTRANS", 0x10002, 0x10001, "PlattCalibratTransf", Data);
    public static readonly Loader CalibrateIsotonic = new("CALTRANS", 0x10002, 0x10001, "PavCalibratTransf", Data);
    public static readonly Loader Platt = new("PLATTCAL", 0x10001, 0x10001, "PlattCaliExec", Data);
    public static readonly Loader Isotonic = new("PAV  CAL", 0x10001, 0x10001, "PAVCaliExec", Data);
    public static readonly Loader CalibratedLinear = new("PMIXCALP", 0x10001, 0x10001, "PMixCaliPredExec", Data);
    public static readonly Loader CalibratedTrees = new("FTWTCALP", 0x10001, 0x10001, "FeatWCaliPredExec", Data);
    public static readonly Loader CalibratedGam = new("CALIPRED", 0x10001, 0x10001, "CaliPredExec", Data);
    public static readonly Loader LinearBinary = new("LINEAR2C", 0x20002, 0x20001, "Linear2CExec", Standard);
    public static readonly Loader LinearRegression = new("LIN RGRS", 0x20001, 0x20001, "LinearRegressionExec", Standard);
    public static readonly Loader Poisson = new("POI RGRS", 0x20001, 0x20001, "PoissonRegressionExec", Standard);
    public static readonly Loader MaximumEntropy = new("MULTI LR", 0x10003, 0x10001, "MultiClassLRExec", Standard);
    public static readonly Loader NaiveBayes = new("MNABYPRD", 0x10002, 0x10001, "MultiClassNaiveBayesPred", Standard);
    public static readonly Loader OneVersusAll = new("TLC OVA ", 0x10001, 0x10001, "OVAExec", Standard);
    public static readonly Loader FastTreeBinary = new("FTREE BC", 0x10005, 0x10005, "FastTreeBinaryExec", Trees);
    public static readonly Loader FastTreeRegression = new("FTREE RE", 0x10005, 0x10004, "FastTreeRegressionExec", Trees);
    public static readonly Loader FastTreeTweedie = new("FTREE TW", 0x10003, 0x10002, "FastTreeTweedieExec", Trees);
    public static readonly Loader ForestBinary = new("FFORE BC", 0x10006, 0x10005, "FastForestBinaryExec", Trees);
    public static readonly Loader ForestRegression = new("FFORE RE", 0x10006, 0x10005, "FastForestRegressionExec", Trees);
    public static readonly Loader GamBinary = new("GAM BINP", 0x10002, 0x10002, "BinaryClassGamPredictor", Trees);
    public static readonly Loader GamRegression = new("GAM REGP", 0x10002, 0x10002, "RegressionGamPredictor", Trees);
    public static readonly Loader LightGbmBinary = new("LGBBINCL", 0x10005, 0x10004, "LightGBMBinaryExec", LightGbm);
    public static readonly Loader LightGbmRegression = new("LGBSIREG", 0x10005, 0x10004, "LightGBMRegressionExec", LightGbm);

    /// <summary>Every loader that a chain of train asks for, by its name.</summary>
    public static IReadOnlyDictionary<string, Loader> All { get; } = new[]
    {
        Chain, Concatenate, ReplaceMissing, IndicateMissing, Normalize, Affine, Distribution, ConvertType, Expression, TextToKey, Terms, KeyToVector, KeyToText,
        PredictBinary, PredictMulticlass, PredictRegression, CalibratePlatt, CalibrateIsotonic, Platt, Isotonic, CalibratedLinear, CalibratedTrees,
            CalibratedGam,
        LinearBinary, LinearRegression, Poisson, MaximumEntropy, NaiveBayes, OneVersusAll, FastTreeBinary, FastTreeRegression, FastTreeTweedie,
        ForestBinary, ForestRegression, GamBinary, GamRegression, LightGbmBinary, LightGbmRegression,
    }.ToDictionary(loader => loader.Name, StringComparer.Ordinal);

    /// <summary>The name of the assembly, as the header has it.</summary>
    public string FullAssembly => Assembly + Version;

    /// <summary>The format as the header has it: with 0 for a blank.</summary>
    public ulong FormatNumber => BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(Format.Replace(' ', '\0')));
}
