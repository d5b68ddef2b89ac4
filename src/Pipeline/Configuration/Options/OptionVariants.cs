using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>The options that are objects of ML.NET's: each is chosen by type, with the options of that type beside it.</summary>
internal static class OptionVariants
{
    private static readonly Variant hinge = new("hinge", [Number("margin", 1f)], values => new HingeLoss((float)values["margin"]!));
    private static readonly Variant smoothedHinge = new(
        "smoothedHinge", [Number("smoothingConstant", 1f)], values => new SmoothedHingeLoss((float)values["smoothingConstant"]!));
    private static readonly Variant log = new("log", [], _ => new LogLoss());
    private static readonly Variant exp = new("exp", [Number("beta", 1f)], values => new ExpLoss((float)values["beta"]!));
    private static readonly Variant squared = new("squared", [], _ => new SquaredLoss());
    private static readonly Variant poisson = new("poisson", [], _ => new PoissonLoss());
    private static readonly Variant tweedie = new("tweedie", [Number("index", 1.5)], values => new TweedieLoss((double)values["index"]!));

    // The first of each list is ML.NET's default.
    private static readonly Variant[] boosters =
    [
        Booster<GradientBooster.Options>("gradientBooster"), Booster<DartBooster.Options>("dart"), Booster<GossBooster.Options>("goss"),
    ];

    /// <summary>The types of LightGBM's booster.</summary>
    public static IReadOnlyList<Variant> Boosters => boosters;

    public static IEnumerable<Member> Of(object fresh) => fresh switch
    {
        AveragedPerceptronTrainer.Options =>
            [Loss<AveragedPerceptronTrainer.Options>((options, loss) => options.LossFunction = (IClassificationLoss)loss, hinge, smoothedHinge, log, exp)],
        SdcaRegressionTrainer.Options =>
            [Loss<SdcaRegressionTrainer.Options>((options, loss) => options.LossFunction = (ISupportSdcaRegressionLoss)loss, squared)],
        OnlineGradientDescentTrainer.Options =>
            [Loss<OnlineGradientDescentTrainer.Options>((options, loss) => options.LossFunction = (IRegressionLoss)loss, squared, poisson, tweedie)],
        LightGbmBinaryTrainer.Options => [BoosterOf<LightGbmBinaryTrainer.Options>((options, booster) => options.Booster = booster)],
        LightGbmMulticlassTrainer.Options => [BoosterOf<LightGbmMulticlassTrainer.Options>((options, booster) => options.Booster = booster)],
        LightGbmRegressionTrainer.Options => [BoosterOf<LightGbmRegressionTrainer.Options>((options, booster) => options.Booster = booster)],
        _ => [],
    };

    private static Member Loss<TOptions>(Action<TOptions, object> set, params Variant[] losses) => MemberOf("lossFunction", losses, set);

    private static Member BoosterOf<TOptions>(Action<TOptions, BoosterParameterBase.OptionsBase> set) =>
        MemberOf<TOptions>("booster", boosters, (options, booster) => set(options, (BoosterParameterBase.OptionsBase)booster));

    private static Member MemberOf<TOptions>(string name, Variant[] variants, Action<TOptions, object> set) =>
        new(name, new VariantForm(variants), ChosenVariant.Default(variants[0]),
            (options, chosen) => set((TOptions)options, ((ChosenVariant)chosen!).Create()));

    private static Member Number<T>(string name, T fallback) =>
        new(name, new NumberForm(typeof(T), OptionRanges.Of(name)), fallback, (_, _) => { });

    private static Variant Booster<TOptions>(string name)
        where TOptions : new() =>
        new(name, [.. OptionMembers.FieldsOf(new TOptions()).Select(member => IdleOptions.OfBooster(member, name))
            .OrderBy(member => member.Name, StringComparer.Ordinal)], null)
        {
            Fresh = () => new TOptions(),
        };
}
