using System.Runtime.CompilerServices;
using WildixPbx.Boxes;

namespace WildixPbx;

/// <summary>
/// Which connection an object came over, so that what is piped on reaches the same PBX with the same login. Only while
/// the object itself lives, and in this process.
/// </summary>
static class BoxOrigins
{
    static readonly ConditionalWeakTable<object, BoxSettings> Origins = new();

    /// <summary>Notes where an object came from, and answers with it.</summary>
    public static T From<T>(T item, BoxSettings settings) where T : class
    {
        Origins.GetValue(item, _ => settings);
        return item;
    }

    /// <summary>Where an object came from; none where nobody noted it.</summary>
    public static BoxSettings? Of(object? item) => item is not null && Origins.TryGetValue(item, out var settings) ? settings : null;
}
