namespace WildixPbx.Tests.Boxes;

/// <summary>Which host keys are trusted, as a session sees it.</summary>
public sealed class PbxHostKeyTests(SshSandbox sandbox) : IClassFixture<SshSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Fact]
    public void A_box_is_refused_until_its_key_is_trusted_and_again_once_that_is_forgotten()
    {
        var box = sandbox.NewBox();
        Session.Set("login", new System.Management.Automation.PSCredential("admin", box.Password));
        const string Command = "Invoke-PbxCommand 127.0.0.1 hostname -Port $box.SshPort -Credential $login -KnownHostsPath $known";
        var error = Session.Run(Command).Error;
        Assert.StartsWith("WmpHostKeyUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(System.Management.Automation.ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains(box.Fingerprint, error.ErrorDetails.Message, StringComparison.Ordinal);

        Assert.StartsWith("WmpHostKeyUnknown,", Session.Run("Add-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WmpHostKeyMismatch,", Session.Run($"Add-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known -HostKeyFingerprint SHA256:{new string('A', 43)}").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.Get("$null = Add-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known -HostKeyFingerprint $box.SshHostKeyFingerprint -WhatIf");
        Assert.False(File.Exists(box.KnownHosts));

        Session.Get("$null = Get-PbxHostKey 127.0.0.1 -Port $box.SshPort -Shown | Add-PbxHostKey -KnownHostsPath $known");
        Assert.Equal(box.Fingerprint, Assert.Single(Session.Get("Get-PbxHostKey -KnownHostsPath $known")).Text("Fingerprint"));
        Assert.Equal([box.Name], Session.Get(Command).Select(line => line.BaseObject));

        Session.Get("Get-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known | Remove-PbxHostKey -KnownHostsPath $known");
        Assert.StartsWith("WmpNotFound,", Session.Run("Get-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WmpHostKeyUnknown,", Session.Run(Command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_key_is_accepted_by_no_switch_and_names_what_to_do()
    {
        var (box, other) = sandbox.NewBoxes(2) is [var one, var two] ? (one, two) : throw new InvalidOperationException();
        Session.Get("$null = $boxes[1] | Add-PbxHostKey -KnownHostsPath $known");
        File.WriteAllText(box.KnownHosts, File.ReadAllText(box.KnownHosts).Replace($":{other.Port}", $":{box.Port}", StringComparison.Ordinal));
        foreach (var more in (string[])["", "-AcceptNewHostKey", "-HostKeyFingerprint $box.SshHostKeyFingerprint"])
        {
            var error = Session.Run($"Invoke-PbxCommand $box hostname -KnownHostsPath $known {more}").Error;
            Assert.StartsWith("WmpHostKeyChanged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"Remove-PbxHostKey 127.0.0.1 -Port {box.Port}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.StartsWith("WmpHostKeyChanged,", Session.Run("$box | Add-PbxHostKey -KnownHostsPath $known -AcceptNewHostKey").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.Get("Remove-PbxHostKey 127.0.0.1 -Port $box.SshPort -KnownHostsPath $known -PassThru");
        Assert.Equal([box.Name], Session.Get("Invoke-PbxCommand $box hostname -KnownHostsPath $known -AcceptNewHostKey").Select(line => line.BaseObject));
    }

    [Fact]
    public void The_keys_of_many_boxes_are_trusted_at_once()
    {
        var boxes = sandbox.NewBoxes(3);
        Session.Get("$null = $boxes | Add-PbxHostKey -KnownHostsPath $known");
        Assert.Equal(boxes.Select(box => box.Fingerprint).Order(), Session.Get("Get-PbxHostKey -KnownHostsPath $known").Select(key => key.Text("Fingerprint")).Order());
    }
}
