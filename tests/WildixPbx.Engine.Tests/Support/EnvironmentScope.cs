namespace WildixPbx.Tests.Support;

/// <summary>Environment variables for the time of a test. Tests that use it are in one collection, since all share them.</summary>
sealed class EnvironmentScope : IDisposable
{
    readonly List<(string Name, string? Value)> _before = [];

    public EnvironmentScope(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
    }
}
