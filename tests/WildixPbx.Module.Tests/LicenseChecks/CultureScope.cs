using System.Globalization;

namespace WildixPbx.Tests;

/// <summary>Another culture for a while, as a session of a user elsewhere has it.</summary>
sealed class CultureScope : IDisposable
{
    readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureScope(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
