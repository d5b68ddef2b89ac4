namespace Pipeline.Graph;

/// <summary>From the feature vector to the outputs of a task.</summary>
internal abstract record ModelNode
{
    /// <summary>The scores that it is made of, one a class where there are several; none for naive Bayes, which sums otherwise.</summary>
    public IReadOnlyList<ScoreNode> ClassScores => this switch
    {
        Binary binary => [binary.Score],
        Regression regression => [regression.Score],
        SoftMax softMax => softMax.Scores,
        PlainSoftMax softMax => softMax.Scores,
        OneVersusAll all => [.. all.Classes.Select(c => c.Score)],
        NaiveBayes => [],
        _ => throw new InvalidOperationException($"unknown model {GetType()}"),
    };

    /// <summary>
    /// Score, Probability, and PredictedLabel: positive where the probability, widened to float64, is at least the threshold. (The
    /// zip's own step compares the score; its threshold is the exact equivalent.)
    /// </summary>
    /// <param name="Score">The score.</param>
    /// <param name="Calibrator">Its probability.</param>
    /// <param name="Threshold">The threshold on the probability.</param>
    public sealed record Binary(ScoreNode Score, CalibratorNode Calibrator, double Threshold) : ModelNode;

    /// <summary>One score.</summary>
    /// <param name="Score">The score.</param>
    public sealed record Regression(ScoreNode Score) : ModelNode;

    /// <summary>
    /// exp(z − logsumexp z), z the scores of the classes: with m the first largest z, logsumexp = m + ln(1 + Σ exp(z − m)), the sum in
    /// float64 over the other classes in order whose z is above m − 30, rounded to float32 once; each exp rounded to float32 once.
    /// </summary>
    /// <param name="Scores">[K].</param>
    public sealed record SoftMax(IReadOnlyList<ScoreNode> Scores) : ModelNode;

    /// <summary>
    /// e^z / Σ e^z, z the scores of the classes, as LightGBM's soft-max objective has it in ML.NET: no largest z is taken away first. In
    /// float64: each e^z as the square of e^(z/2), summed over the classes in order, divided, rounded to float32 once. So scores above
    /// about 709, and all of them below −745, give NaN, as they do in ML.NET.
    /// </summary>
    /// <param name="Scores">[K].</param>
    public sealed record PlainSoftMax(IReadOnlyList<ScoreNode> Scores) : ModelNode;

    /// <summary>
    /// The probabilities of one binary model a class, each divided by their sum in float64 (classes in order, NaN left out) and rounded
    /// to float32 once; where the sum is 0 they stay.
    /// </summary>
    /// <param name="Classes">[K] score and calibrator of each class.</param>
    public sealed record OneVersusAll(IReadOnlyList<(ScoreNode Score, CalibratorNode Calibrator)> Classes) : ModelNode;

    /// <summary>
    /// Naive Bayes over «the feature is above 0». With f the features above 0: score = (prior + Σ present[f]) + (absent − Σ absentOf[f]),
    /// each sum in float64 in <see cref="SlotOrder"/>, the first from the prior, the other from 0; rounded to float32 once. The
    /// probabilities are exp(score − the largest), in float64, divided by their sum, classes in order, rounded to float32 once.
    /// </summary>
    /// <param name="Priors">[K] logarithm of the class's share.</param>
    /// <param name="Absent">[K] Σ over all features of the logarithm for «not above 0».</param>
    /// <param name="Present">[K][slots] logarithm for «above 0».</param>
    /// <param name="AbsentOf">[K][slots] logarithm for «not above 0».</param>
    public sealed record NaiveBayes(double[] Priors, double[] Absent, double[][] Present, double[][] AbsentOf) : ModelNode
    {
        /// <summary>From counts, with Laplace smoothing as ML.NET does it: (count + 1) / (rows of the class + number of classes).</summary>
        /// <param name="rows">[K] rows of each class.</param>
        /// <param name="counts">[K][slots] rows in which the feature is above 0.</param>
        public static NaiveBayes Of(IReadOnlyList<long> rows, IReadOnlyList<IReadOnlyList<long>> counts)
        {
            double total = rows.Sum();
            var (priors, absent) = (new double[rows.Count], new double[rows.Count]);
            var (present, absentOf) = (new double[rows.Count][], new double[rows.Count][]);
            for (var k = 0; k < rows.Count; k++)
            {
                double n = rows[k];
                priors[k] = Math.Log(n / total);
                (present[k], absentOf[k]) = (new double[counts[k].Count], new double[counts[k].Count]);
                for (var f = 0; f < counts[k].Count; f++)
                {
                    present[k][f] = Math.Log((double)counts[k][f] + 1) - Math.Log(n + rows.Count);
                    absentOf[k][f] = Math.Log(n - counts[k][f] + 1) - Math.Log(n + rows.Count);
                    absent[k] += absentOf[k][f];
                }
            }
            return new NaiveBayes(priors, absent, present, absentOf);
        }
    }
}
