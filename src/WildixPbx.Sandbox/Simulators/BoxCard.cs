using WildixPbx.Sandbox.Simulators.Ssh;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// What a simulator that is up tells the scripts of others, in a file of its folder: platform, serial, and its admin's
/// password as a salted hash. One that is not up has none.
/// </summary>
static class BoxCard
{
    const string FileName = "simulator";

    /// <summary>Writes it.</summary>
    public static void Write(string folder, Pbx pbx, string adminPassword)
        => File.WriteAllText(Path.Combine(folder, FileName), $"{pbx.Platform}\n{pbx.Serial}\n{PasswordHash.Salted(adminPassword)}\n");

    /// <summary>Removes it.</summary>
    public static void Remove(string folder) => File.Delete(Path.Combine(folder, FileName));
}
