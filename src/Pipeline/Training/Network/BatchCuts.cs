namespace Pipeline.Training.Network;

/// <summary>
/// Where an epoch is cut into batches: of the same size, the last one shorter. A last batch of one row has no variance; where a network has
/// batch normalisation, the row goes into the batch before, which then has one row more.
/// </summary>
/// <param name="Rows">Of an epoch.</param>
/// <param name="Size">Of a batch.</param>
/// <param name="NoSingle">Whether a batch must have more than one row.</param>
internal readonly record struct BatchCuts(int Rows, int Size, bool NoSingle)
{
    /// <summary>How many batches an epoch has.</summary>
    public int Count => (Rows / Size) + (Rows % Size > (Merges ? 1 : 0) ? 1 : 0);

    /// <summary>Rows of the largest batch.</summary>
    public int Largest => Math.Min(Rows, Merges ? Size + 1 : Size);

    private bool Merges => NoSingle && Rows % Size == 1 && Rows > Size;

    /// <summary>First row of a batch in the order of the epoch, and how many it has.</summary>
    public (int Start, int Length) this[int batch] => (batch * Size, batch == Count - 1 ? Rows - (batch * Size) : Size);
}
