using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>A stretch of the feature vector, with the operations that make it from the columns of a row.</summary>
internal abstract record FeatureBlock
{
    /// <summary>Slots of the feature vector.</summary>
    public abstract int Width { get; }

    /// <summary>Whether each slot has a value of its own; else at most one slot is 1 and the others are 0.</summary>
    public virtual bool IsDense => true;

    /// <summary>
    /// Numeric columns: a missing value (NaN) becomes its fill value, then the block is scaled in its type; a Double block is then
    /// rounded once to float32.
    /// </summary>
    /// <param name="Type">Single or Double.</param>
    /// <param name="Columns">Positions among the signature's numeric columns, one a slot.</param>
    /// <param name="Fill">[slots] fill values, of the block's type.</param>
    /// <param name="Scaler">How it is scaled; null for not at all.</param>
    public sealed record Numeric(NumericType Type, int[] Columns, double[] Fill, Scaler? Scaler) : FeatureBlock
    {
        /// <inheritdoc/>
        public override int Width => Columns.Length;
    }

    /// <summary>1 where a numeric column is missing, else 0.</summary>
    /// <param name="Columns">Positions among the signature's numeric columns, one a slot.</param>
    /// <param name="Scaler">How it is scaled; null for not at all.</param>
    public sealed record Missing(int[] Columns, Scaler? Scaler) : FeatureBlock
    {
        /// <inheritdoc/>
        public override int Width => Columns.Length;
    }

    /// <summary>1 in the slot of the row's category, else 0; all 0 for a category that is not in the vocabulary.</summary>
    /// <param name="Column">Position among the signature's categorical columns.</param>
    /// <param name="Vocabulary">[slots] the categories, in order.</param>
    /// <param name="Fill">Slot of a missing category, or −1 for none.</param>
    /// <param name="Scaler">How it is scaled; null for not at all.</param>
    public sealed record OneHot(int Column, IReadOnlyList<string> Vocabulary, int Fill, Scaler? Scaler) : FeatureBlock
    {
        /// <inheritdoc/>
        public override int Width => Vocabulary.Count;

        /// <inheritdoc/>
        public override bool IsDense => Scaler is not null;
    }
}
