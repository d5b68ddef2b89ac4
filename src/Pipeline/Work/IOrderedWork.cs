namespace Pipeline.Work;

/// <summary>What one thread of <see cref="OrderedWork"/> does, again and again, with things of its own.</summary>
internal interface IOrderedWork : IDisposable
{
    /// <summary>Takes the next piece, while no other thread takes or opens; false once nothing is left.</summary>
    bool Take();

    /// <summary>Works on the piece, while other threads work on theirs.</summary>
    void Work();

    /// <summary>Hands on what came of it, in the order in which pieces were taken.</summary>
    void Deliver();
}
