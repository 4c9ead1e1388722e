namespace WildixPbx.Binding;

/// <summary>Tells the module's own objects from rows: their properties describe them, and were not written as input.</summary>
static class OwnTypes
{
    /// <summary>Whether an object is of a type of this module.</summary>
    public static bool IsOurs(object? value)
        => value?.GetType().Assembly is { } assembly && (assembly == typeof(Pbx).Assembly || assembly == typeof(OwnTypes).Assembly);
}
