namespace Pipeline.Configuration.Records;

/// <summary>A text may stand for the whole record: it is the value of one member.</summary>
/// <param name="member">The member, a text.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShortFormAttribute(string member) : Attribute
{
    public string Member { get; } = member;
}
