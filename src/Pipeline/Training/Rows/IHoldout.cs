namespace Pipeline.Training.Rows;

/// <summary>A way to take rows out of others: for the test, for validation, for a fold.</summary>
internal interface IHoldout
{
    /// <summary>The rows that are taken out of some, about a fraction of them; ascending.</summary>
    int[] Take(int[] rows, double fraction);

    /// <summary>The rows that may be learnt from where others are taken out; ascending.</summary>
    int[] Rest(int[] rows, int[] held)
    {
        var taken = held.ToHashSet();
        return Array.FindAll(rows, row => !taken.Contains(row));
    }
}
