namespace Pipeline.Graph;

/// <summary>
/// A binary tree. A row goes left where its feature is at most the threshold (so NaN goes right); at a categorical split it goes
/// right where any of the listed slots is above 0. A child below 0 is leaf ~child.
/// </summary>
/// <param name="Slots">[nodes] the feature that a node looks at; unused at a categorical split.</param>
/// <param name="Thresholds">[nodes].</param>
/// <param name="Left">[nodes] left children.</param>
/// <param name="Right">[nodes] right children.</param>
/// <param name="Leaves">[nodes + 1] values of the leaves.</param>
/// <param name="Categorical">[nodes] the slots of a categorical split; null where the split is by threshold, and as a whole where
/// no split is categorical.</param>
internal sealed record Tree(int[] Slots, float[] Thresholds, int[] Left, int[] Right, double[] Leaves, int[]?[]? Categorical);
