using System.Runtime.CompilerServices;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>
/// Which PBX an object came from, so that what is piped on reaches the same one with the same login. Only while the
/// object itself lives, and in this process.
/// </summary>
static class BoxOrigins
{
    static readonly ConditionalWeakTable<object, BoxOrigin> Origins = new();

    /// <summary>Notes where an object came from, and answers with it.</summary>
    /// <param name="item">The object.</param>
    /// <param name="origin">Where it came from; none where that is nothing to note.</param>
    public static T From<T>(T item, BoxOrigin? origin) where T : class
    {
        if (origin is not null) Origins.GetValue(item, _ => origin);
        return item;
    }

    /// <summary>Where an object came from; none where nobody noted it.</summary>
    public static BoxOrigin? Of(object? item) => item is not null && Origins.TryGetValue(item, out var origin) ? origin : null;

    /// <summary>Where an input came from: its object's origin, or itself where it is a simulator.</summary>
    public static BoxOrigin? Of(BoxIdentity? identity)
        => identity is null ? null : Of(identity.BaseObject) ?? (identity.Simulator is { } simulator ? new BoxOrigin(null, simulator) : null);
}

/// <summary>Where an object came from.</summary>
/// <param name="Settings">The connection that it came over; none where there was none.</param>
/// <param name="Simulator">The simulator that it came from, or is about; none where it is none.</param>
sealed record BoxOrigin(BoxSettings? Settings, SandboxPbx? Simulator);
