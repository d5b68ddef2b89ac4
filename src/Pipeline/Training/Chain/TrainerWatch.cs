using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;

namespace Pipeline.Training.Chain;

/// <summary>
/// Tells from outside how far a fit is. ML.NET's trainers count their iterations for a console of its own and show them through no public
/// member: this is the one place that reads them. Where a package has them elsewhere, nothing is told.
/// </summary>
internal sealed class TrainerWatch
{
    private const BindingFlags Any = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
    private volatile MLContext? watched;

    /// <summary>Looks at the trainers of a context from now on.</summary>
    public void Look(MLContext ml) => watched = ml;

    /// <summary>What the trainer at work counts, such as <c>45 of 100 iterations</c>; null where it counts nothing.</summary>
    public string? Words()
    {
        try
        {
            return watched is { } ml ? Entries(ml).Select(Count).LastOrDefault(text => text is not null) : null;
        }
        catch (Exception error) when (error is TargetInvocationException or InvalidOperationException or InvalidCastException)
        {
            // The trainer's thread writes what this one reads.
            return null;
        }
    }

    private static IEnumerable<object> Entries(MLContext ml)
    {
        var environment = Value(ml, "_env");
        var tracker = environment is null ? null : Value(environment, "ProgressTracker");
        return tracker?.GetType().GetMethod("GetAllProgress", Any, [])?.Invoke(tracker, null) is IEnumerable all ? [.. all.Cast<object>()] : [];
    }

    private static string? Count(object told)
    {
        if (Value(told, "ProgressEntry") is not { } entry || Value(entry, "Header") is not { } header
            || Value(header, "UnitNames") is not string[] { Length: > 0 } units || Value(entry, "Progress") is not double?[] { Length: > 0 } done
            || done[0] is not { } count)
        {
            return null;
        }
        var most = Value(entry, "ProgressLim") is double?[] { Length: > 0 } limits && limits[0] is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $" of {limit:N0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0}{most} {units[0]}");
    }

    /// <summary>A field or property of an object or of what it derives from, by name or by the end of its name.</summary>
    private static object? Value(object of, string name)
    {
        for (var type = of.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Any) is { } field)
                return field.GetValue(of);
            if (type.GetProperty(name, Any) is { } property)
                return property.GetValue(of);
        }
        return null;
    }
}
