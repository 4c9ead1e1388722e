namespace WildixPbx.Tests.Runbooks;

/// <summary>
/// The runbook of Azure Automation against a sandbox and a mail server, with a folder in place of the blob container and
/// functions in place of Azure's cmdlets.
/// </summary>
public sealed class AzureTests : IDisposable
{
    readonly RunbookRun _run = new();
    readonly PortalSession _portal = PortalSession.With("-Seed demo -PbxCount 300");

    string Emergencies => $"{Statuses.In(_portal.Session.Get("Get-LicenseCheckStatus"), "EmergencyOnly")} PBXs make emergency calls only.";

    [Fact]
    public async Task The_second_run_tells_nobody_again_since_the_container_keeps_what_was_told()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync();
        var first = await RunAsync(server.Port);
        Assert.Contains("ended by: " + Emergencies + Environment.NewLine, first, StringComparison.Ordinal);
        Assert.Equal(["noc@example.com"], (await server.NextAsync()).Receivers);
        var day = Path.GetFileName(Directory.GetDirectories(_run.At("container"), "2*").Single());
        Assert.Equal(["html", "json", "csv"], ((string[])["html", "json", "csv"]).Where(format => File.Exists(_run.At($"container/{day}/license-check.{format}"))));

        Assert.Equal(4, Directory.GetFiles(_run.At("container"), "*", SearchOption.AllDirectories).Length); // and the memory; no lock
        Assert.Contains("ended by: " + Emergencies + Environment.NewLine, await RunAsync(server.Port), StringComparison.Ordinal);
        Assert.Equal(0, await server.LeftAsync());
    }

    [Fact]
    public async Task A_mistake_that_hides_another_or_costs_the_report_is_found()
    {
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        await using var server = await MailServer.StartAsync("--refuse", "gone@example.com");

        // The password is not in the vault: nobody can be told, and the report is kept all the same.
        var noSecret = await RunAsync(server.Port, "-SmtpUser licence-check");
        Assert.Contains($"ended by: {Emergencies}\nNobody was told: there is no smtp-password{Environment.NewLine}", noSecret, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_run.At("container"), "*.html", SearchOption.AllDirectories));

        // One receiver is refused, one upload fails: the others are told and kept.
        Directory.Delete(_run.At("container"), recursive: true);
        var refused = await RunAsync(server.Port, "-To gone@example.com, noc@example.com", "html");
        Assert.Matches($"ended by: {Emergencies}\nSomebody was not told: .*gone@example.com.*\nlicense-check.html was not kept: the container takes no html{Environment.NewLine}", refused);
        Assert.Equal(["noc@example.com"], (await server.NextAsync()).Receivers);
        Assert.True(File.Exists(_run.At("container/state/license-check-sent.json")));
        Assert.Single(Directory.GetFiles(_run.At("container"), "*.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_portal_that_can_t_be_reached_is_what_the_job_ends_by_and_nobody_is_told_a_report_that_there_is_not()
    {
        var output = await RunAsync(1, "-Uri http://127.0.0.1:9");
        Assert.Matches("ended by: The licence check failed: .*127.0.0.1:9", output);
        Assert.DoesNotContain("told", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.At("container")));
    }

    public void Dispose()
    {
        _portal.Dispose();
        _run.Dispose();
    }

    /// <summary>Runs the runbook, with a container that takes no file of one kind, and answers with what it printed and was ended by.</summary>
    async Task<string> RunAsync(int port, string parameters = "", string refuses = "nothing")
    {
        var script = _run.Write("azure.ps1", $$"""
            function At($Blob) { "{{_run.At("container")}}/$Blob" }
            function Copy-To($File, $To) {
                [void] [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($To))
                [IO.File]::Copy($File, $To, $true)
            }
            function Connect-AzAccount([switch] $Identity) { }
            function New-AzStorageContext($StorageAccountName, [switch] $UseConnectedAccount) { 'context' }
            function Get-AzKeyVaultSecret($VaultName, $Name) {
                if ($Name -ne 'wmp-token') { throw "there is no $Name" }
                @{ SecretValue = [Net.NetworkCredential]::new('', '{{_portal.Token}}').SecurePassword }
            }
            function Get-AzStorageBlob { [CmdletBinding()] param($Container, $Blob, $Context) [IO.File]::Exists((At $Blob)) }
            function Get-AzStorageBlobContent($Container, $Blob, $Destination, $Context, [switch] $Force) { Copy-To (At $Blob) "$Destination/$Blob" }
            function Set-AzStorageBlobContent($File, $Container, $Blob, $Context, [switch] $Force) {
                if ($Blob -like '*.{{refuses}}') { throw 'the container takes no {{refuses}}' }
                Copy-To $File (At $Blob)
            }
            try { & '{{_run.At("examples/runbooks/azure-automation.ps1")}}' {{(parameters.Contains("-Uri", StringComparison.Ordinal) ? "" : $"-Uri {_portal.Sandbox.Text("Uri")}")}} -SmtpServer localhost -SmtpPort {{port}} {{parameters}} } catch { "ended by: $_" }
            """);
        Directory.CreateDirectory(_run.At("temp"));
        var (exitCode, output, error) = await _run.RunAsync(_run.At("bin/pwsh"), ["-File", script], ("TMPDIR", _run.At("temp")));
        Assert.True(exitCode == 0, $"{exitCode}: {output}{error}");
        Assert.Empty(Directory.GetFileSystemEntries(_run.At("temp"), "licence-check-*")); // nothing is left behind
        Assert.DoesNotContain(_portal.Token, output + error, StringComparison.Ordinal);
        return output + error;
    }
}
