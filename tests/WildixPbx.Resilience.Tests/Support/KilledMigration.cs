using System.Management.Automation;
using WildixPbx.Tests.Migrations;

namespace WildixPbx.Tests.Support;

/// <summary>
/// A move to the Cloud in a shell that dies when its journal has a line, and is gone on with by another one. It knows the
/// boxes as a real one would be known: by address, port, fingerprint and passwords.
/// </summary>
sealed class KilledMigration : IDisposable
{
    // The Cloud PBX of a subscription is made on the way, so where it is comes over stdin.
    const string Script = """
        param($Pbx, $Folder)
        $ErrorActionPreference = 'Stop'
        $null = Connect-Wmp
        $old = ConvertTo-SecureString (Get-Content "$Folder/old") -AsPlainText -Force
        $root = ConvertTo-SecureString (Get-Content "$Folder/root") -AsPlainText -Force
        $box = Get-Content "$Folder/box"
        $there = @{ Box = $box[0]; Port = $box[1]; HostKeyFingerprint = $box[2]; Credential = [pscredential]::new('admin', $old); RootPassword = $root; PollInterval = '0:0:0.05'; Force = $true }
        if (Test-Path "$Folder/cloud") {
            $cloud = Get-Content "$Folder/cloud"
            $new = ConvertTo-SecureString (Get-Content "$Folder/new") -AsPlainText -Force
            $null = Start-PbxMigration $Pbx $cloud[2] @there -TargetBox $cloud[0] -CertificateFingerprint $cloud[1] -TargetPassword $new -Exclude recordings
        } else {
            $run = Start-PbxMigration $Pbx -Region eu-central-1 @there -Exclude recordings -NoWait
            $null = [Console]::In.ReadLine()
            $cloud = Get-Content "$Folder/made"
            $null = $run | Resume-PbxMigration @there -TargetBox $cloud[0] -CertificateFingerprint $cloud[1]
        }
        """;

    readonly PortalSession _portal;
    readonly bool _isSubscription;
    readonly TemporaryFolder _folder = new();

    public KilledMigration(PortalSession portal, bool isSubscription)
    {
        (_portal, _isSubscription) = (portal, isSubscription);
        Session.Set("state", State);
        if (!isSubscription)
        {
            Session.Set("cloudName", portal.NewPbx("-Platform Cloud -Region eu-central-1 -Term Yearly"));
            Session.Get("$null = Set-WmpSandboxClock 5:0 -Sandbox $sandbox; $target = Get-WmpPbx $cloudName");
        }

        var name = portal.NewPbx($"-Platform Virtual -Term {(isSubscription ? "Yearly" : "Lifetime")} -UcEssential 10");
        Session.Set("name", name);
        Session.Get("$null = Set-WmpSandboxPbx $name -Activated true -WmsVersion 4.03.44733.50 -Sandbox $sandbox");
        var outcome = Session.Run("$box = Start-WmpSandboxPbx $name -Ssh -Sandbox $sandbox; $box");
        if (outcome.Errors is [var error, ..]) Assert.SkipWhen(error.FullyQualifiedErrorId.StartsWith("WmpNotSupported", StringComparison.Ordinal), error.Exception.Message);
        if (!isSubscription) Session.Get("$cloud = Start-WmpSandboxPbx $cloudName -Ssh -Sandbox $sandbox");
    }

    ModuleSession Session => _portal.Session;

    string State => _folder.In("state");

    /// <summary>Runs the move until it ends by itself, or until the journal has a line; then the shell dies by SIGKILL.</summary>
    /// <param name="line">The line, such as <c>MoveData Began</c>; none for no death.</param>
    /// <param name="hangsAt">Where the script on the box stands still, so that it is in the middle of it.</param>
    /// <returns>Whether it died.</returns>
    public async Task<bool> RunAsync(string? line, string? hangsAt = null)
    {
        if (hangsAt is not null) Session.Get($"$null = Start-WmpSandboxPbx $name -MigrationFault Hang -MigrationFaultAt {hangsAt} -Sandbox $sandbox");
        WriteLogins();
        var environment = new Dictionary<string, string> { ["WMP_URI"] = _portal.Sandbox.Text("Uri")!, ["WMP_TOKEN_FILE"] = _folder.Write("token", _portal.Token) };
        using var shell = ShellChild.Start(_folder, environment, _folder.Write("move.ps1", Script), Session.Get("$name")[0].ToString()!, _folder.Root);
        var exit = shell.ExitAsync();
        var hasGoneOn = false;
        while (!exit.IsCompleted)
        {
            var journal = Journal();
            if (line is not null && journal.Contains(line, StringComparer.Ordinal) && (hangsAt is null || HasCome(hangsAt)))
            {
                shell.Kill();
                await exit;
                return true;
            }

            if (_isSubscription && !hasGoneOn && journal.Contains("Activation Began", StringComparer.Ordinal))
            {
                hasGoneOn = true;
                BringUpCloud();
                shell.Continue();
            }

            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(await exit == 0, await shell.Error);
        return false;
    }

    /// <summary>Goes on in another process, this one, with the simulators as they are; what became of it is the run.</summary>
    public PSObject GoOn()
    {
        const string Resume = "Get-PbxMigration -StatePath $state | Resume-PbxMigration -Box $box -StatePath $state -PollInterval 0.1 -Force";
        if (_isSubscription)
        {
            if (!Session.Get("Get-PbxMigration -StatePath $state").Any(run => run.Text("TargetPbxId") is not null)) Session.Get($"$null = {Resume} -NoWait");
            BringUpCloud();
        }

        return Assert.Single(Session.Get(Resume + " -TargetBox $cloud"));
    }

    /// <summary>The data that the Cloud PBX has, and those that it should have.</summary>
    public (IEnumerable<string> Is, IEnumerable<string> Should, bool HasRecordings) Content()
    {
        var (old, cloud) = (Of("$box"), Of("$cloud"));
        return (cloud.Groups("recordings"), old.Groups("recordings"), !cloud.IsEmpty("recordings"));

        BoxContent Of(string box) => BoxContent.Of(Session.Get($"{box}.DatabasePath")[0].ToString()!);
    }

    /// <summary>How often the portal has made a Cloud instance of the PBX.</summary>
    public int Instances() => Session.Get("Get-WmpAuditEvent -Action CloudInstanceCreated").Count(item => item.Text("Subject") == Session.Get("$name")[0].ToString());

    public void Dispose() => _folder.Dispose();

    void BringUpCloud()
    {
        Session.Get("$made = (Get-PbxMigration -StatePath $state).TargetPbxId; $cloud = Start-WmpSandboxPbx $made -Ssh -Sandbox $sandbox; if ((Get-WmpPbx $made).State -ne 'Active') { $null = Set-WmpSandboxClock 5:0 -Sandbox $sandbox }");
        _folder.Write("made", string.Join('\n', Session.Get("$cloud.Uri.AbsoluteUri, $cloud.CertificateFingerprint").Select(text => text.ToString())));
    }

    void WriteLogins()
    {
        Write("box", "'127.0.0.1', $box.SshPort, $box.SshHostKeyFingerprint");
        WriteSecret("old", "$box.AdminPassword");
        WriteSecret("root", "$box.RootPassword");
        if (_isSubscription) return;
        Write("cloud", "$cloud.Uri.AbsoluteUri, $cloud.CertificateFingerprint, $target.Serial");
        WriteSecret("new", "$cloud.AdminPassword");

        void Write(string file, string script) => _folder.Write(file, string.Join('\n', Session.Get(script).Select(text => text.ToString())));
        void WriteSecret(string file, string script) => _folder.Write(file, new System.Net.NetworkCredential("", (System.Security.SecureString)Session.Get(script)[0].BaseObject).Password);
    }

    // The stand-in takes the file away when it comes to where it is to hang.
    bool HasCome(string hangsAt) => hangsAt.Length > 0 && !File.Exists(Path.Combine(Session.Get("$box.SshFolder")[0].ToString()!, "ssh", "migration-fault"));

    string[] Journal()
    {
        var runs = Path.Combine(State, "runs");
        if (!Directory.Exists(runs)) return [];
        return [.. Directory.EnumerateFiles(runs, "journal.jsonl", SearchOption.AllDirectories).SelectMany(Lines)
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!).Select(entry => $"{entry["step"]} {entry["event"]}")];
    }

    static IEnumerable<string> Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
