using System.Security.Cryptography;

namespace Pipeline.Data;

/// <summary>Which rows are trained on and which are held out.</summary>
/// <param name="Train">Row numbers, ascending.</param>
/// <param name="Test">Row numbers, ascending.</param>
/// <param name="RepeatedRows">Rows whose features occur in an earlier row too (they stay on that row's side, where the kind of split allows).</param>
/// <param name="Overlap">Held-out rows whose features occur among the training rows too.</param>
public sealed record Split(int[] Train, int[] Test, long RepeatedRows, long Overlap)
{
    /// <summary>SHA-256, in hex, over one byte a row in the order of the files: 1 where the row is held out.</summary>
    public string Digest
    {
        get
        {
            var sides = new byte[Train.Length + Test.Length];
            foreach (var row in Test)
                sides[row] = 1;
            return Convert.ToHexStringLower(SHA256.HashData(sides));
        }
    }
}
