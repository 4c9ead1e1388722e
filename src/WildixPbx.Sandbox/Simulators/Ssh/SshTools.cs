namespace WildixPbx.Sandbox.Simulators.Ssh;

/// <summary>The programs of this machine that a simulated box's SSH server is made of.</summary>
/// <param name="Server">OpenSSH's server.</param>
/// <param name="KeyGenerator">OpenSSH's generator of keys.</param>
/// <param name="AccountLibrary">The library that gives the server accounts of its own, so that none of the system's is touched.</param>
/// <param name="Bash">The shell that the terminal is written for.</param>
sealed record SshTools(string Server, string KeyGenerator, string AccountLibrary, string Bash)
{
    const string Library = "libnss_wrapper.so";

    static readonly string[] ProgramFolders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/sbin", "/bin"];
    static readonly string[] LibraryFolders = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64", "/lib", "/lib64"];

    /// <summary>Finds them, or says what is missing.</summary>
    public static (SshTools? Tools, string? Missing) Find()
    {
        if (!OperatingSystem.IsLinux()) return (null, "The SSH side of a simulated PBX runs on Linux only.");
        var (server, generator, bash) = (Program("sshd"), Program("ssh-keygen"), Program("bash"));
        var library = LibraryFolders.Where(Directory.Exists).SelectMany(LibrariesIn).FirstOrDefault();
        if (server is null || generator is null) return (null, "OpenSSH's server is not on this machine: install the package openssh-server.");
        if (library is null) return (null, $"{Library} is not on this machine: install the package libnss-wrapper.");
        return bash is null ? (null, "bash is not on this machine.") : (new SshTools(server, generator, library, bash), null);
    }

    static string? Program(string name) => ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    // Debian keeps libraries one folder deeper, by processor.
    static IEnumerable<string> LibrariesIn(string folder)
        => Directory.EnumerateDirectories(folder, "*-linux-gnu*").Prepend(folder).Select(one => Path.Combine(one, Library)).Where(File.Exists);
}
