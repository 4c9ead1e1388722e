using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Sandbox.Simulators.Ssh;

/// <summary>Password hashes: as the system's own login keeps them, for sshd, and a plain salted one for the terminal's script.</summary>
static class PasswordHash
{
    // SHA-512 of crypt(3), with its usual number of rounds.
    const string Method = "$6$";

    /// <summary>The word with which the program only makes a hash: it reads a password from stdin and writes the hash.</summary>
    public const string Switch = "--hash-password";

    // The library's function answers in one place for all threads.
    static readonly Lock Gate = new();

    static readonly string[] Libraries = ["libcrypt.so.1", "libcrypt.so.2"];

    /// <summary>Makes the hash of a line of stdin.</summary>
    public static async Task<int> RunAsync()
    {
        using var stdin = new StreamReader(Console.OpenStandardInput());
        await Console.Out.WriteLineAsync(Crypt(await stdin.ReadLineAsync() ?? ""));
        return 0;
    }

    /// <summary>The hash as /etc/shadow has it.</summary>
    /// <exception cref="PlatformNotSupportedException">The system's library can't make it.</exception>
    public static string Crypt(string password)
    {
        foreach (var name in Libraries)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            if (!NativeLibrary.TryGetExport(library, "crypt", out var function)) continue;
            string? text;
            lock (Gate) text = Marshal.PtrToStringUTF8(Call(function, password, Method + Salt()));
            if (text is not null && text.StartsWith(Method, StringComparison.Ordinal)) return text;
        }

        throw new PlatformNotSupportedException("libcrypt of this machine makes no SHA-512 hash.");
    }

    /// <summary>Salt and SHA-256, as the terminal's script compares them.</summary>
    public static string Salted(string password)
    {
        var salt = Salt();
        return $"{salt} {Sha256(salt + password)}";
    }

    /// <summary>SHA-256 as hexadecimal digits.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string Salt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    static nint Call(nint function, string password, string setting)
    {
        var crypt = Marshal.GetDelegateForFunctionPointer<CryptFunction>(function);
        return crypt(password, setting);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate nint CryptFunction([MarshalAs(UnmanagedType.LPUTF8Str)] string password, [MarshalAs(UnmanagedType.LPUTF8Str)] string setting);
}
