namespace Pipeline.Configuration.Options;

/// <summary>A name of this program, and what other programs and libraries call the same thing.</summary>
/// <param name="Name">A member, an option, a trainer, a metric, a value of one of them, or a command.</param>
/// <param name="Note">Why it is only nearly the same; empty where it is the same.</param>
/// <param name="Others">The other names, whatever their case and separators.</param>
internal sealed record Synonym(string Name, string Note, params string[] Others);

/// <summary>
/// Names of scikit-learn, LightGBM, XGBoost, CatBoost, pandas and R, and words of everyday, with the name that stands for them here.
/// A name may lead to several: those that the place knows are meant.
/// </summary>
internal static class SynonymTable
{
    private const string Leaves = "a tree of depth d has up to 2^d leaves";
    private const string Inverse = "which is about 1 / C";
    private const string Opposite = "its opposite";
    private const string Boosted = "boosted trees";
    private const string ByClass = "with that trainer as model.binary";

    public static IReadOnlyList<Synonym> All { get; } =
    [
        // Commands.
        new("train", "", "fit", "learn", "build"),
        new("score", "", "predict", "infer", "inference", "transform", "apply"),
        new("evaluate", "", "validate", "measure", "eval"),
        new("inspect", "", "show", "info", "describe", "summary"),
        new("trainers", "", "algorithms", "models", "learners", "estimators"),

        // Options of the command line.
        new("out", "", "output", "output_dir", "out_dir", "directory"),
        new("keep", "", "keep_columns", "passthrough", "columns"),

        // Members of a config.
        new("task", "", "objective", "problem", "problem_type", "task_type", "kind"),
        new("seed", "", "random_state", "random_seed", "rng", "bagging_seed"),
        new("data", "", "dataset", "input_data", "source", "table", "columns_and_files"),
        new("train", "", "train_data", "training", "training_data", "train_file", "train_path", "file", "files", "path", "input"),
        new("test", "", "test_data", "test_file", "test_path", "testing", "holdout", "eval_set"),
        new("label", "", "target", "targets", "y", "label_column", "target_column", "outcome", "response", "dependent", "output_column"),
        new("column", "", "name", "column_name", "field"),
        new("positive", "", "pos_label", "positive_class", "positive_label", "event"),
        new("id", "", "ids", "id_column", "index", "index_col", "identifier", "primary_key"),
        new("numeric", "", "numeric_columns", "numeric_features", "numerical", "numerical_features", "num_cols", "continuous", "features", "x"),
        new("categorical", "", "categorical_columns", "categorical_features", "categorical_feature", "cat_features", "cat_cols", "categories", "nominal",
            "factors", "features", "x"),
        new("ignore", "", "drop", "drop_columns", "exclude", "ignored", "ignored_features", "ignore_columns", "skip"),
        new("missing", "", "na_values", "null_values", "missing_values", "na", "nulls", "nan"),
        new("separator", "", "delimiter", "sep", "delim", "field_separator", "field_delimiter"),
        new("decimal", "", "decimal_separator", "decimal_point", "decimal_mark", "dec"),
        new("thousands", "", "thousands_separator", "group_separator"),
        new("encoding", "", "charset", "code_page", "file_encoding"),
        new("skipLines", "", "skip_rows", "skip_header"),
        new("names", "", "column_names", "col_names", "header"),
        new("weight", "", "weights", "sample_weight", "weight_column", "case_weight", "weight_col"),
        new("trim", "", "strip", "strip_white", "skip_initial_space"),
        new("split", "", "train_test_split", "cv", "cross_validation", "resampling"),
        new("by", "", "strategy", "split_by", "stratify", "split_method"),
        new("testFraction", "", "test_size", "test_ratio", "test_share", "holdout_fraction", "test_split"),
        new("validation", "", "validation_fraction", "validation_size", "validation_split", "valid"),
        new("impute", "", "imputer", "imputation", "fillna", "fill", "fill_missing"),
        new("normalize", "", "normalization", "normalizer", "scaler", "scaling", "standardize", "preprocessing"),
        new("model", "", "pipeline", "estimator", "classifier", "regressor"),
        new("trainer", "", "algorithm", "estimator", "learner", "classifier", "regressor", "model_type", "name", "type"),
        new("options", "", "params", "parameters", "hyperparameters", "hyper_params", "settings", "kwargs", "args"),
        new("calibrator", "", "calibration", "calibrate", "calibration_method"),
        new("earlyStopping", "", "early_stopping_rounds", "early_stopping_round", "n_iter_no_change", "patience", "od_wait"),
        new("scoring", "", "decision", "prediction"),
        new("threshold", "", "cutoff", "decision_threshold", "probability_threshold"),
        new("gates", "", "checks", "limits", "quality_gates", "acceptance"),
        new("baseline", "", "champion", "reference_model", "previous"),
        new("metric", "", "scorer", "measure", "eval_metric", "name"),
        new("minimum", "", "min", "at_least", "lower_bound"),
        new("maximum", "", "max", "at_most", "upper_bound"),

        // Values of members.
        new("binary", "", "binary_classification", "binary_classifier", "two_class", "binomial", "classification", "bernoulli"),
        new("multiclass", "", "multiclass_classification", "multinomial", "classification", "softmax"),
        new("regression", "", "regressor", "continuous", "least_squares", "gaussian"),
        new("rows", "", "random", "stratified", "shuffle", "stratify", "row"),
        new("group", "", "groups", "grouped", "group_k_fold"),
        new("time", "", "temporal", "chronological", "time_series", "date"),
        new("windows1252", "", "cp1252", "ansi", "win1252"),
        new("latin1", "", "iso_8859_1"),
        new("utf16LE", "", "utf16", "unicode"),
        new("utf16BE", "", "utf16"),
        new("outOfFold", "", "oof", "cross_validation", "cv", "folds"),
        new("training", "", "train", "prefit"),
        new("meanVariance", "", "standard", "standard_scaler", "z_score", "standardization", "standardize"),
        new("minMax", "", "min_max_scaler", "range", "unit"),
        new("robustScaling", "", "robust_scaler", "iqr", "quantile"),
        new("mean", "", "average", "avg"),
        new("mode", "", "most_frequent", "majority", "most_common"),
        new("constant", "", "fixed", "fill_value", "value"),
        new("platt", "", "sigmoid", "logistic", "platt_scaling"),
        new("gradientBooster", "", "gbdt", "gbtree", "gbrt"),

        // Metrics.
        new("accuracy", "", "acc", "accuracy_score", "micro_accuracy"),
        new("microAccuracy", "", "accuracy", "acc", "accuracy_score"),
        new("macroAccuracy", "", "balanced_accuracy", "balanced_accuracy_score", "macro_recall"),
        new("auc", "", "roc_auc", "auroc", "roc_auc_score", "c_statistic", "area_under_roc_curve"),
        new("auprc", "", "average_precision", "pr_auc", "aucpr", "ap", "area_under_precision_recall_curve"),
        new("logLoss", "", "cross_entropy", "binary_logloss", "multi_logloss", "nll", "neg_log_loss", "log_loss_score"),
        new("brier", "", "brier_score", "brier_score_loss"),
        new("f1", "", "f1_score", "f_measure", "f_score"),
        new("recall", "", "sensitivity", "tpr", "true_positive_rate", "recall_score"),
        new("precision", "", "ppv", "positive_predictive_value", "precision_score"),
        new("calibrationError", "", "ece", "expected_calibration_error"),
        new("r2", "", "r_squared", "r2_score", "coefficient_of_determination"),
        new("rmse", "", "root_mean_squared_error", "l2_root"),
        new("rmse", "the root of it", "mse", "mean_squared_error"),
        new("mae", "", "mean_absolute_error", "l1_loss"),
        new("medianAbsoluteError", "", "medae", "median_ae"),
        new("mape", "", "mean_absolute_percentage_error"),

        // Trainers.
        new("lbfgsLogisticRegression", "", "logistic_regression", "logreg", "logit", "logistic", "glm", "logistic_regression_cv"),
        new("lbfgsMaximumEntropy", "", "logistic_regression", "softmax_regression", "multinomial_logistic_regression", "maximum_entropy", "maxent", "logreg",
            "glm"),
        new("sdca", "", "linear_regression", "ridge", "lasso", "elastic_net", "ols", "linear", "least_squares"),
        new("linearSvm", "", "svm", "svc", "linear_svc", "support_vector_machine"),
        new("oneVersusAll", ByClass, "svm", "svc", "linear_svc", "random_forest", "rf", "random_forest_classifier"),
        new("oneVersusAll", "", "ovr", "ova", "one_vs_rest", "one_vs_all", "one_versus_rest"),
        new("averagedPerceptron", "", "perceptron"),
        new("sgdCalibrated", "", "sgd", "sgd_classifier", "stochastic_gradient_descent"),
        new("onlineGradientDescent", "", "sgd", "sgd_regressor", "stochastic_gradient_descent", "ogd"),
        new("fastForest", "", "random_forest", "rf", "random_forest_classifier", "random_forest_regressor", "forest"),
        new("fastForest", "whose splits are the best ones, not random ones", "extra_trees", "extra_trees_classifier", "extra_trees_regressor"),
        new("lightGbm", "", "lgbm", "lgb", "lgbm_classifier", "lgbm_regressor", "lightgbm_classifier", "lightgbm_regressor"),
        new("lightGbm", Boosted, "xgboost", "xgb", "xgb_classifier", "xgb_regressor", "catboost", "gbm", "gbdt", "gbt", "boosting", "gradient_boosting",
            "gradient_boosted_trees", "gradient_boosting_classifier", "gradient_boosting_regressor", "hist_gradient_boosting",
            "hist_gradient_boosting_classifier",
            "hist_gradient_boosting_regressor", "boosted_trees", "adaboost", "mart"),
        new("fastTree", "with numberOfTrees 1", "decision_tree", "decision_tree_classifier", "decision_tree_regressor", "cart", "tree"),
        new("gam", "", "ebm", "explainable_boosting_machine", "additive_model", "generalized_additive_model"),
        new("naiveBayes", "", "nb", "bayes"),
        new("naiveBayes", "it looks at whether a feature is above 0", "gaussian_nb", "multinomial_nb", "bernoulli_nb"),
        new("lbfgsPoisson", "", "poisson", "poisson_regression", "poisson_regressor"),
        new("fastTreeTweedie", "", "tweedie", "tweedie_regression", "tweedie_regressor"),

        // Options of trainers.
        new("numberOfLeaves", "", "num_leaves", "max_leaf_nodes", "max_leaves", "num_leaf", "leaves"),
        new("maximumTreeDepth", "", "max_depth", "depth", "tree_depth", "maximum_depth"),
        new("numberOfLeaves", Leaves, "max_depth", "depth", "tree_depth", "maximum_depth", "maximum_tree_depth"),
        new("numberOfIterations", "", "n_estimators", "num_boost_round", "num_iterations", "num_rounds", "num_trees", "number_of_trees", "iterations", "n_iter",
            "max_iter", "epochs", "n_epochs", "rounds", "ntree", "ntrees"),
        new("numberOfTrees", "", "n_estimators", "num_boost_round", "num_iterations", "num_rounds", "num_trees", "number_of_iterations", "iterations",
            "max_iter",
            "rounds", "ntree", "ntrees"),
        new("maximumNumberOfIterations", "", "max_iter", "iterations", "num_iterations", "n_iter", "epochs", "n_epochs", "number_of_iterations", "maxit"),
        new("learningRate", "", "eta", "eta0", "lr", "step_size", "shrinkage_rate", "learn_rate"),
        new("minimumExampleCountPerLeaf", "", "min_child_samples", "min_data_in_leaf", "min_samples_leaf", "min_node_size", "nodesize", "min_rows", "min_data"),
        new("minimumChildWeight", "", "min_child_weight", "min_sum_hessian_in_leaf", "min_sum_hessian"),
        new("minimumSplitGain", "", "min_split_gain", "min_gain_to_split", "gamma", "min_impurity_decrease"),
        new("l1Regularization", "", "reg_alpha", "lambda_l1", "l1", "alpha", "l1_penalty"),
        new("l2Regularization", "", "reg_lambda", "lambda_l2", "l2", "alpha", "lambda", "l2_leaf_reg", "l2_penalty", "weight_decay", "ridge"),
        new("lambda", "", "alpha", "reg_lambda", "l2", "l2_regularization"),
        new("l2Regularization", Inverse, "C"),
        new("lambda", Inverse, "C"),
        new("subsampleFraction", "", "subsample", "bagging_fraction", "sub_row", "sample_rate"),
        new("baggingExampleFraction", "", "subsample", "bagging_fraction", "max_samples", "sub_row", "sample_rate"),
        new("subsampleFrequency", "", "bagging_freq", "subsample_freq", "bagging_frequency"),
        new("baggingSize", "", "bagging_freq", "subsample_freq", "bagging_frequency"),
        new("featureFraction", "", "colsample_bytree", "sub_feature", "max_features", "rsm", "mtry"),
        new("featureFractionPerSplit", "", "colsample_bynode", "feature_fraction_bynode", "colsample_bylevel"),
        new("maximumBinCountPerFeature", "", "max_bin", "max_bins", "border_count", "nbins"),
        new("weightOfPositiveExamples", "", "scale_pos_weight", "positive_weight", "pos_weight"),
        new("positiveInstanceWeight", "", "scale_pos_weight", "positive_weight", "pos_weight"),
        new("unbalancedSets", "", "is_unbalance", "unbalance", "class_weight", "auto_class_weights", "unbalanced"),
        new("numberOfThreads", "", "n_jobs", "num_threads", "nthread", "n_threads", "thread_count", "num_thread"),
        new("booster", "", "boosting", "boosting_type"),
        new("treeDropFraction", "", "drop_rate", "rate_drop"),
        new("lossFunction", "", "loss", "objective", "criterion"),
        new("optimizationTolerance", "", "tol", "tolerance"),
        new("convergenceTolerance", "", "tol", "tolerance"),
        new("noBias", Opposite, "fit_intercept", "intercept", "bias"),
        new("enforceNonNegativity", "", "positive_weights", "non_negative", "positive"),
    ];
}
