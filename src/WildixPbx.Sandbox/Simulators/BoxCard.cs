using WildixPbx.Sandbox.Simulators.Ssh;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// What a simulator that is up tells the scripts of others, in a file of its folder: its admin's password as a salted hash.
/// One that is not up has none.
/// </summary>
static class BoxCard
{
    const string FileName = "simulator";

    /// <summary>Writes it.</summary>
    public static void Write(string folder, string adminPassword) => File.WriteAllText(PathIn(folder), PasswordHash.Salted(adminPassword) + "\n");

    /// <summary>Whether there is one.</summary>
    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    /// <summary>Removes it.</summary>
    public static void Remove(string folder) => File.Delete(PathIn(folder));

    static string PathIn(string folder) => Path.Combine(folder, FileName);
}
