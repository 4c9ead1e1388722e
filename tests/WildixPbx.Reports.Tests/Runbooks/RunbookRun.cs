using System.Diagnostics;
using System.Reflection;

namespace WildixPbx.Tests.Runbooks;

/// <summary>A folder with a program "pwsh" that is the project's own Shell, so that runbooks run where PowerShell is not installed.</summary>
sealed class RunbookRun : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public RunbookRun()
    {
        Folder = Directory.CreateTempSubdirectory("wildixpbx-runbook-").FullName;
        var shell = typeof(RunbookRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ShellPath").Value!;
        Write("bin/pwsh", $"""
            #!/bin/sh
            while [ "$1" != -File ] && [ "$1" != -EncodedCommand ]; do shift; done
            if [ "$1" = -File ]; then shift; else
                echo "$2" | base64 -d | iconv -f UTF-16LE -t UTF-8 >'{At("command.ps1")}'
                set -- '{At("command.ps1")}'
            fi
            exec dotnet '{shell}' "$@"
            """, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(At("examples"), Path.Combine(Repository.Root, "examples"));
    }

    public string Folder { get; }

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file of the folder.</summary>
    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At(name), mode);
        return At(name);
    }

    /// <summary>A file of boxes whose last renewals are so many hours old.</summary>
    public string Boxes(params IEnumerable<(string Name, double Hours)> boxes) => Write("boxes.csv",
        "Customer,Name,Serial,Platform,Licensing,WmsVersion,LastRenewal\n" + string.Concat(boxes.Select(box => $"Rossi S.p.A.,{box.Name},S-{box.Name},Virtual,PerUser,4.03.44693.48,{DateTimeOffset.UtcNow.AddHours(-box.Hours):O}\n")));

    /// <summary>Runs a program to its end, in the folder.</summary>
    public async Task<(int ExitCode, string Out, string Error)> RunAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["PATH"] = At("bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["PSModulePath"] = Path.Combine(Repository.Root, "output");
        start.Environment["WILDIXPBX_MODULE"] = Repository.Manifest;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try { await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience); }
        finally { if (!process.HasExited) process.Kill(entireProcessTree: true); }
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
