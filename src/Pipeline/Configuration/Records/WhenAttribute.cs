namespace Pipeline.Configuration.Records;

/// <summary>With what a member of the config belongs; given without it, it is an error. Conditions holds the test.</summary>
/// <param name="text">In words, to follow «only».</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WhenAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
