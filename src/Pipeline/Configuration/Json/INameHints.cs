namespace Pipeline.Configuration.Json;

/// <summary>What a name that nobody knows most likely means. The forms ask; who knows the names of the whole config answers.</summary>
internal interface INameHints
{
    /// <summary>A sentence about an unknown value; empty where there is nothing to say.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names that may stand there.</param>
    string Hint(string name, IEnumerable<string> known);

    /// <summary>A sentence about an unknown member of an object; empty where there is nothing to say.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="path">Where the object stands.</param>
    /// <param name="known">Its members.</param>
    string HintOfMember(string name, string path, IReadOnlyList<Member> known);

    /// <summary>The first of the known names that a name stands for, or null.</summary>
    string? Meant(string name, IEnumerable<string> known);
}
