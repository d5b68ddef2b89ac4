using NUnit.Framework;
using Pipeline.Configuration.Json;
using Pipeline.Configuration.Options;
using Pipeline.Configuration.Records;
using Pipeline.Configuration.Reference;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration.Options;

internal sealed class SynonymsTests
{
    private static readonly string[] words =
        ["train", "evaluate", "score", "threshold", "export", "inspect", "trainers", "devices", "gpu-check", "out", "keep"];
    private static readonly Type[] enums =
        [typeof(TaskKind), typeof(SplitBy), typeof(FitOn), typeof(NormalizeMethod), typeof(NormalizeScope), typeof(NumericImpute), typeof(CategoricalImpute),
            typeof(CalibratorKind), typeof(TextEncoding)];

    [Test]
    public void Every_synonym_leads_to_a_name_that_exists()
    {
        var members = ConfigSchema.Records(RecordForm.Of(typeof(RunConfig))).SelectMany(record => record.Members).Select(member => member.Name);
        var metrics = Enum.GetValues<TaskKind>().SelectMany(MetricCatalog.For).Select(metric => metric.Name);
        var values = enums.SelectMany(type => Enum.GetValues(type).Cast<Enum>()).Select(EnumForm.Text);
        var known = words.Concat(members).Concat(Synonyms.Options).Concat(metrics).Concat(values)
            .Concat(TrainerCatalog.All.Select(trainer => trainer.Name)).Concat(OptionVariants.Boosters.Select(booster => booster.Type))
                .ToHashSet(StringComparer.Ordinal);

        Assert.That(SynonymTable.All.Select(synonym => synonym.Name).Where(name => !known.Contains(name)), Is.Empty);
    }

    [Test]
    public void A_synonym_is_never_a_name_itself_beside_the_one_that_it_leads_to()
    {
        List<IEnumerable<string>> places =
        [
            words,
            .. ConfigSchema.Records(RecordForm.Of(typeof(RunConfig))).Select(record => record.Members.Select(member => member.Name)),
            .. TrainerCatalog.All.Select(trainer => OptionMembers.Of(trainer).Select(member => member.Name)),
            .. OptionVariants.Boosters.Select(booster => booster.Members.Select(member => member.Name)),
            .. Enum.GetValues<TaskKind>().Select(task => TrainerCatalog.For(task).Select(trainer => trainer.Name)),
            .. Enum.GetValues<TaskKind>().Select(task => MetricCatalog.For(task).Select(metric => metric.Name)),
            .. enums.Select(type => Enum.GetValues(type).Cast<Enum>().Select(EnumForm.Text)),
        ];

        // As a value of normalize.scope, features is known; among columns, it is asked which.
        var clashes =
            from place in places
            let names = place.ToHashSet(StringComparer.Ordinal)
            from synonym in SynonymTable.All
            where names.Contains(synonym.Name)
            from other in synonym.Others
            where (synonym.Name, other) is not ("numeric", "features")
            where names.Any(name => NearestName.Plain(name) == NearestName.Plain(other))
            select $"{other} of {synonym.Name}";
        Assert.That(clashes, Is.Empty);
    }

    [Test]
    public void No_two_synonyms_of_a_name_are_the_same_word()
    {
        foreach (var synonym in SynonymTable.All)
            Assert.That(synonym.Others.Select(NearestName.Plain).Where(word => word == NearestName.Plain(synonym.Name)), Is.Empty, synonym.Name);
        var twice = SynonymTable.All.SelectMany(synonym => synonym.Others.Select(other => (synonym.Name, Other: NearestName.Plain(other))))
            .GroupBy(pair => pair).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.That(twice, Is.Empty);
    }

    // Members, where they stand and where they belong.
    [TestCase("data.target", "\"y\"", "$.data.target", "'target' is label here.")]
    [TestCase("target", "\"y\"", "$.target", "'target' is $.data.label here.")]
    [TestCase("label", "\"y\"", "$.label", "'label' stands in $.data.label.")]
    [TestCase("data.delimiter", "\";\"", "$.data.delimiter", "'delimiter' is separator here.")]
    [TestCase("data.na_values", "[\"NA\"]", "$.data.na_values", "'na_values' is missing here.")]
    [TestCase("data.cat_features", "[\"c\"]", "$.data.cat_features", "'cat_features' is categorical here.")]
    [TestCase("impute.strategy", "\"mean\"", "$.impute.strategy", "")]
    [TestCase("normalize", "\"standard\"", "$.normalize", "Such as {\"method\": \"meanVariance\"}.")]
    [TestCase("split", "\"time\"", "$.split", "Such as {\"by\": \"time\"}.")]
    [TestCase("data.encoding", "\"cp1252\"", "$.data.encoding", "'cp1252' is windows1252 here.")]
    [TestCase("data.features", "[\"c\"]", "$.data.features", "'features' is numeric or categorical here.")]
    [TestCase("split.test_size", "0.2", "$.split.test_size", "'test_size' is testFraction here.")]
    [TestCase("random_state", "7", "$.random_state", "'random_state' is seed here.")]
    [TestCase("data.random_state", "7", "$.data.random_state", "'random_state' is $.seed here.")]
    [TestCase("model.params", "{}", "$.model.params", "'params' is options here.")]
    [TestCase("threshold", "0.3", "$.threshold", "'threshold' stands in $.scoring.threshold.")]
    [TestCase("data.lable", "\"y\"", "$.data.lable", "Did you mean 'label'?")]
    // Options, of the trainer and elsewhere.
    [TestCase("model.options.num_leaves", "31", "$.model.options.num_leaves", "'num_leaves' is numberOfLeaves here.")]
    [TestCase("model.options.n_estimators", "31", "$.model.options.n_estimators", "'n_estimators' is numberOfIterations here.")]
    [TestCase("model.options.num_boost_round", "31", "$.model.options.num_boost_round", "'num_boost_round' is numberOfIterations here.")]
    [TestCase("model.options.min_child_samples", "31", "$.model.options.min_child_samples", "'min_child_samples' is minimumExampleCountPerLeaf here.")]
    [TestCase("model.options.eta", "0.1", "$.model.options.eta", "'eta' is learningRate here.")]
    [TestCase("model.options.max_depth", "5", "$.model.options.max_depth",
        "'max_depth' is maximumTreeDepth of booster here, such as \"booster\": {\"type\": \"gradientBooster\", \"maximumTreeDepth\": ...}.")]
    [TestCase("model.options.reg_lambda", "1", "$.model.options.reg_lambda",
        "'reg_lambda' is l2Regularization of booster here, such as \"booster\": {\"type\": \"gradientBooster\", \"l2Regularization\": ...}.")]
    [TestCase("model.options.subsample", "0.8", "$.model.options.subsample",
        "'subsample' is subsampleFraction of booster here, such as \"booster\": {\"type\": \"gradientBooster\", \"subsampleFraction\": ...}.")]
    [TestCase("model.options.colsample_bytree", "0.8", "$.model.options.colsample_bytree",
        "'colsample_bytree' is featureFraction of booster here, such as \"booster\": {\"type\": \"gradientBooster\", \"featureFraction\": ...}.")]
    [TestCase("model.options.early_stopping_rounds", "9", "$.model.options.early_stopping_rounds", "'early_stopping_rounds' is $.model.earlyStopping here.")]
    [TestCase("model.options.smoothing", "1", "$.model.options.smoothing", "smoothing is an option of fastTree, fastForest or fastTreeTweedie.")]
    [TestCase("model.num_leaves", "31", "$.model.num_leaves", "'num_leaves' is $.model.options.numberOfLeaves here.")]
    [TestCase("learning_rate", "0.1", "$.learning_rate", "'learning_rate' is $.model.options.learningRate here.")]
    // Values.
    [TestCase("task", "\"binary-classification\"", "$.task", "'binary-classification' is binary here.")]
    [TestCase("task", "\"classification\"", "$.task", "'classification' is binary or multiclass here.")]
    [TestCase("split.by", "\"stratified\"", "$.split.by", "'stratified' is rows here.")]
    [TestCase("normalize.method", "\"z-score\"", "$.normalize.method", "'z-score' is meanVariance here.")]
    [TestCase("impute.numeric", "\"most_frequent\"", "$.impute.numeric", "'most_frequent' is mode here.")]
    [TestCase("gates.metrics", "[{\"metric\": \"roc_auc\", \"minimum\": 0.8}]", "$.gates.metrics[0].metric", "'roc_auc' is auc here.")]
    [TestCase("model.options.booster", "\"gbdt\"", "$.model.options.booster", "'gbdt' is gradientBooster here.")]
    // Trainers.
    [TestCase("model.trainer", "\"logistic_regression\"", "$.model.trainer", "'logistic_regression' is lbfgsLogisticRegression here.")]
    [TestCase("model.trainer", "\"RandomForest\"", "$.model.trainer", "'RandomForest' is fastForest here.")]
    [TestCase("model.trainer", "\"xgboost\"", "$.model.trainer", "'xgboost' is most nearly lightGbm here (boosted trees).")]
    [TestCase("model.trainer", "\"lightgbm\"", "$.model.trainer", "Did you mean 'lightGbm'?")]
    [TestCase("model.trainer", "\"gbm\"", "$.model.trainer", "'gbm' is most nearly lightGbm here (boosted trees).")]
    [TestCase("model.trainer", "\"svm\"", "$.model.trainer", "'svm' is linearSvm here.")]
    public void A_name_of_another_library_is_told_the_name_here(string path, string json, string where, string remedy)
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(ConfigFolder.With((path, json))).First(problem => problem.Where == $"run.jsonc: {where}");

        Assert.That(problem.Remedy, Is.EqualTo(remedy));
    }

    [TestCase("fastTree", "max_depth", "'max_depth' is most nearly numberOfLeaves here (a tree of depth d has up to 2^d leaves).")]
    [TestCase("fastTree", "n_estimators", "'n_estimators' is numberOfTrees here.")]
    [TestCase("fastTree", "numberOfIterations", "'numberOfIterations' is numberOfTrees here.")]
    [TestCase("lbfgsLogisticRegression", "C", "'C' is most nearly l2Regularization here (which is about 1 / C).")]
    [TestCase("lbfgsLogisticRegression", "alpha", "'alpha' is l1Regularization or l2Regularization here.")]
    [TestCase("lbfgsLogisticRegression", "num_leaves", "numberOfLeaves is an option of fastTree, fastForest, lightGbm or fastTreeTweedie.")]
    [TestCase("linearSvm", "C", "'C' is most nearly lambda here (which is about 1 / C).")]
    [TestCase("linearSvm", "iterations", "'iterations' is numberOfIterations here.")]
    public void The_same_word_means_what_the_trainer_has(string trainer, string option, string remedy)
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(ConfigFolder.With(("model.trainer", $"\"{trainer}\""), ($"model.options.{option}", "1"))).Single();

        Assert.That(problem.Remedy, Is.EqualTo(remedy));
    }

    [Test]
    public void A_member_that_was_given_under_another_name_is_told_once()
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(ConfigFolder.With(("data.label", null), ("data.target", "\"y\""))).Single();

        Assert.That(problem.Where, Is.EqualTo("run.jsonc: $.data.target"));
    }

    [Test]
    public void Overrides_are_told_the_same()
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(ConfigFolder.Binary, "model.options.num_leaves=15").Single();

        Assert.That((problem.Where, problem.Remedy), Is.EqualTo(("--set: $.model.options.num_leaves", "'num_leaves' is numberOfLeaves here.")));
    }

    [Test]
    public void A_binary_trainer_for_several_classes_is_told_the_way_by_one_versus_all()
    {
        using var folder = new ConfigFolder();

        var problem = folder.Problems(ConfigFolder.Multiclass(("model.trainer", "\"fastTree\""))).Single();

        Assert.That(problem.Remedy, Is.EqualTo("For one of them a class: \"trainer\": \"oneVersusAll\", \"binary\": {\"trainer\": \"fastTree\"}."));
    }
}
