namespace Pipeline.Data;

/// <summary>Which rows are trained on and which are held out.</summary>
/// <param name="Train">Row numbers, ascending.</param>
/// <param name="Test">Row numbers, ascending.</param>
/// <param name="Digest">
/// SHA-256, in hex, over the key of each row's content (<see cref="RowKeys.OfRows"/>) and one byte, 1 where the row is held out, in
/// the order of the keys: equal where the same rows lie on the same sides, whatever the order of rows and files.
/// </param>
/// <param name="RepeatedRows">Rows whose features occur in an earlier row too (they stay on that row's side, where the kind of split allows).</param>
/// <param name="Overlap">Held-out rows whose features occur among the training rows too.</param>
public sealed record Split(int[] Train, int[] Test, string Digest, long RepeatedRows, long Overlap);
