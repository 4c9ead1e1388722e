namespace WildixPbx.Portal;

/// <summary>The folder of one user for all that outlives a session: profiles, sandboxes, runs.</summary>
public static class StateFolder
{
    /// <summary>The environment variable that moves it.</summary>
    public const string Variable = "WMP_STATE_PATH";

    /// <summary>The folder: what is given, else WMP_STATE_PATH, else WildixPbx in the user's local application data.</summary>
    public static string Resolve(string? given = null)
        => !string.IsNullOrWhiteSpace(given) ? given!
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "WildixPbx");
}
