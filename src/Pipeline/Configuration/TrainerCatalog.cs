namespace Pipeline.Configuration;

/// <summary>The trainers by name.</summary>
public static class TrainerCatalog
{
}
