namespace WildixPbx.Tests;

/// <summary>A token in a place where others can read it.</summary>
public sealed class SecretTests : IDisposable
{
    // Every stream, and errors that would like to quote the token: one whose far end echoes it, one of a wrong token.
    const string Script = """
        param($Log, $TokenFile)
        $VerbosePreference = $DebugPreference = 'Continue'
        $connection = Connect-Wmp -LogPath $Log
        $connection | Out-String | Write-Host
        $null = New-WmpCustomer 'Bergmann GmbH' -Verbose -Debug
        $null = Add-WmpContact 'Bergmann GmbH' 'IT office' it@bergmann.example.com
        $null = New-WmpPbx -Customer 'Bergmann GmbH' -Name canary -Platform Virtual -Term Yearly -UcEssential 10 -Force
        [pscustomobject]@{ Identity = 'canary'; UcEssential = 11 } | Set-WmpLicense -Force -ThrottleLimit 2
        Set-WmpLicense nobody -UcEssential 11 -Force
        Get-WmpPbx
        $token = Get-Content $TokenFile
        Get-WmpPbx -Identity $token
        Set-WmpLicense $token -UcEssential 11 -Force
        Get-WmpRequest -Identity $token
        try { Connect-Wmp -Token (ConvertTo-SecureString "$token-wrong" -AsPlainText -Force) } catch { "$_"; $_.Exception.ToString() }
        foreach ($problem in $Error) { $problem.Exception.ToString(); $problem.ErrorDetails.Message }
        Write-Warning 'ready'
        [Console]::Out.WriteLine('ready')
        $null = [Console]::In.ReadLine()
        """;

    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_token_of_a_file_that_shows_up_anywhere_else_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        using var sandbox = await CanarySandbox.StartAsync(_folder);
        var tokenFile = _folder.Write("token", sandbox.Token + "\n");
        var log = _folder.In("calls.jsonl");
        var environment = new Dictionary<string, string> { ["WMP_URI"] = sandbox.Uri.ToString(), ["WMP_TOKEN_FILE"] = tokenFile };
        using var shell = ShellChild.Start(_folder, environment, _folder.Write("canary.ps1", Script), log, tokenFile);

        var output = new List<string>();
        while (await shell.ReadLineAsync() is { } line && line != "ready") output.Add(line);
        Check("a command line", sandbox.Token, new OtherProcess(shell.Id).CommandLine, sandbox.Process.CommandLine);
        Check("an environment", sandbox.Token, new OtherProcess(shell.Id).Environment, sandbox.Process.Environment);
        shell.Continue();
        output.Add(await shell.ReadToEndAsync());
        Assert.Equal(0, await shell.ExitAsync());

        var (stdout, stderr, logged) = (string.Join('\n', output), await shell.Error, File.ReadAllText(log));
        Assert.Contains("UC-Essential", stdout, StringComparison.Ordinal);
        Assert.Contains("PATCH /api/v1/pbxs/canary/licenses 200", stderr, StringComparison.Ordinal);
        Assert.Contains("\"licenses\"", stderr, StringComparison.Ordinal);
        Assert.Contains("'nobody'", stderr, StringComparison.Ordinal);
        Assert.Contains("/api/v1/pbxs/canary/licenses", logged, StringComparison.Ordinal);
        Check("stdout", sandbox.Token, stdout);
        Check("stderr", sandbox.Token, stderr);
        Check("the log", sandbox.Token, logged);
        CheckFiles(sandbox.Token, except: tokenFile);
    }

    [Fact]
    public void A_token_of_a_sandbox_that_shows_up_outside_its_object_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        using var session = new ModuleSession();
        session.Set("state", _folder.Root);
        session.Set("log", _folder.In("calls.jsonl"));
        var outcome = session.Run("""
            $sandbox = Start-WmpSandbox -Name canary -StatePath $state -Verbose -Debug
            $connection = $sandbox | Connect-Wmp -LogPath $log -Verbose -Debug
            $sandbox, $connection, (Get-WmpConnection), (Get-WmpSandbox)
            $null = New-WmpCustomer 'Bergmann GmbH' -Verbose -Debug
            Get-WmpPbx nobody -Verbose -Debug
            """);
        try
        {
            var sandbox = outcome.Output[0];
            var token = PortalView.TokenOf(sandbox);
            var process = new OtherProcess((int)sandbox.Prop("ProcessId")!);
            var own = new OtherProcess(Environment.ProcessId);
            Check("a command line", token, process.CommandLine, own.CommandLine);
            Check("an environment", token, process.Environment, own.Environment);
            Assert.NotEmpty(outcome.Verbose);
            Assert.NotEmpty(outcome.Debug);
            Check("a stream", token, [.. outcome.Verbose, .. outcome.Debug, .. outcome.Information, .. outcome.Warnings, .. outcome.Errors.Select(error => error.Exception.ToString())]);
            Check("an object", token, [.. outcome.Output.SelectMany(item => item.Properties.Select(property => $"{property.Name} {property.Value}")), .. outcome.Output.Select(item => item.ToString())]);
            CheckFiles(token, except: "");
        }
        finally
        {
            session.Run("Disconnect-Wmp; Stop-WmpSandbox");
        }
    }

    public void Dispose() => _folder.Dispose();

    static void Check(string where, string token, params string[] texts)
    {
        foreach (var text in texts)
            if (text.IndexOf(token, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                Assert.Fail($"The token is in {where}: {text[Math.Max(0, at - 200)..at]}[here]");
    }

    // As bytes of one each, so that text in a database is found too.
    void CheckFiles(string token, string except)
    {
        foreach (var path in Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories).Where(path => path != except && new FileInfo(path).Length > 0))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
            Check(Path.GetFileName(path), token, reader.ReadToEnd());
        }
    }
}
