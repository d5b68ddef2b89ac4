namespace Pipeline.Configuration.Records;

/// <summary>The texts of a member may be empty: "" is then the column without a name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MayBeEmptyAttribute : Attribute;
