using System.ComponentModel;
using System.Diagnostics;

namespace WildixPbx.Tests.Support;

/// <summary>Programs of the system that tests need and that need not be there.</summary>
static class Programs
{
    /// <summary>What a program says; none where it is not there or fails.</summary>
    public static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
