namespace Pipeline.Training.Rows;

/// <summary>A way to take rows out of others: for the test, for validation, for a fold. Rows are told by their numbers, ascending.</summary>
internal interface IHoldout
{
    /// <summary>The rows that are taken out of some, about a fraction of them; ascending.</summary>
    int[] Take(int[] rows, double fraction);

    /// <summary>The rows that may be learnt from where others, of the same rows, are taken out; ascending.</summary>
    int[] Rest(int[] rows, int[] held)
    {
        var rest = new int[rows.Length - held.Length];
        var (taken, left) = (0, 0);
        foreach (var row in rows)
        {
            if (taken < held.Length && held[taken] == row)
                taken++;
            else
                rest[left++] = row;
        }
        return rest;
    }
}
