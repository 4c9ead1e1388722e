using System.Management.Automation;

namespace WildixPbx.Tests.Boxes;

/// <summary>Invoke-PbxCommand against OpenSSH's own server.</summary>
public sealed class PbxCommandTests(SshSandbox sandbox) : IClassFixture<SshSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Fact]
    public void Lines_are_texts_that_name_their_box_and_standard_error_is_not_among_them()
    {
        var box = sandbox.NewBox();
        var outcome = Session.Run("$box | Invoke-PbxCommand -Command 'hostname; echo two; echo trouble >&2'");
        Assert.Empty(outcome.Errors);
        Assert.Equal([box.Name, "two"], outcome.Output.Select(line => line.BaseObject));
        Assert.All(outcome.Output, line => Assert.Equal(box.Name, line.Text("Pbx")));
        Assert.Contains("trouble", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_code_is_an_error_with_the_lines_of_standard_error_and_none_as_a_result()
    {
        sandbox.NewBox();
        var error = Session.Run("Invoke-PbxCommand $box 'echo first; echo no such thing >&2; exit 4'").Error;
        Assert.StartsWith("WmpCommandFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        dynamic exception = error.Exception;
        Assert.Equal(4, (int)exception.ExitCode);
        Assert.Equal(["no such thing"], (IEnumerable<string>)exception.ErrorOutput);

        var result = Assert.Single(Session.Get("Invoke-PbxCommand $box 'echo first; echo no such thing >&2; exit 4' -AsResult"));
        Assert.Equal(4, result.Prop("ExitCode"));
        Assert.Equal(["first"], (IEnumerable<string>)result.Prop("Output")!);
        Assert.Equal(["no such thing"], (IEnumerable<string>)result.Prop("ErrorOutput")!);
    }

    [Fact]
    public void Root_comes_over_the_terminal_and_so_does_a_command_without_root()
    {
        sandbox.NewBox();
        Assert.Equal(["one line"], Session.Get("Invoke-PbxCommand $box \"printf 'one line'\" -Terminal").Select(line => line.BaseObject));
        var serial = Assert.Single(Session.Get("Invoke-PbxCommand $box 'sed -n 17p /rw2/etc/sf2' -AsRoot"));
        Assert.Equal(12, ((string)serial.BaseObject).Length);
        Session.Set("wrong", SshSandbox.Secret("Canary-Wrong-Root"));
        var error = Session.Run("Invoke-PbxCommand $box 'true' -AsRoot -RootPassword $wrong").Error;
        Assert.StartsWith("WmpRootPasswordRefused,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary-Wrong-Root", ((dynamic)error.Exception).Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_row_in_the_middle_stops_no_other_and_every_result_names_its_row()
    {
        var boxes = sandbox.NewBoxes(3);
        var rows = boxes.Select(box => Rows.Of(("HostName", "127.0.0.1"), ("Port", box.Port), ("HostKeyFingerprint", box.Fingerprint), ("Command", "hostname"))).ToList();
        rows.Insert(1, Rows.Of(("HostName", "127.0.0.1"), ("Port", "22x"), ("HostKeyFingerprint", ""), ("Command", "hostname")));
        Session.Set("login", new PSCredential("admin", boxes[0].Password));
        var outcome = Session.Run("$input | Invoke-PbxCommand -Credential $login -KnownHostsPath $known -AsResult", rows);

        // The passwords of the other boxes are other ones: two refusals, and one row that can't be read.
        Assert.Equal(boxes[0].Name, Assert.Single((IEnumerable<string>)Assert.Single(outcome.Output).Prop("Output")!));
        Assert.Equal(["WmpPasswordRefused", "WmpPasswordRefused", "WmpValidation"], outcome.ErrorIds.Order());
        Assert.Contains(outcome.Errors, error => error.ErrorDetails.Message.StartsWith("Input 2: Port can't be '22x'", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_boxes_answer_each_for_itself()
        => Assert.Equal(sandbox.NewBoxes(3).Select(box => box.Name).Order(), Session.Get("$boxes | Invoke-PbxCommand -Command hostname").Select(line => (string)line.BaseObject).Order());

    [Fact]
    public void WhatIf_logs_in_to_nothing_and_a_blank_command_is_refused()
    {
        var box = sandbox.NewBox();
        Assert.Empty(Session.Get("$boxes | Invoke-PbxCommand -Command 'touch was-here' -WhatIf"));
        Assert.DoesNotContain("Accepted", box.Log, StringComparison.Ordinal);
        Assert.StartsWith("WmpValidation,", Session.Run("Invoke-PbxCommand $box ' '").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_command_that_still_runs()
    {
        sandbox.NewBox();
        using var shell = PowerShell.Create(Session.Runspace);
        shell.AddScript("Invoke-PbxCommand $box 'echo started; sleep 600' -TimeoutSec 600");
        var output = new PSDataCollection<PSObject>();
        var started = new TaskCompletionSource();
        output.DataAdded += (_, _) => started.TrySetResult();
        var run = shell.InvokeAsync<PSObject, PSObject>(null, output);
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void A_command_that_takes_too_long_and_a_simulator_without_its_SSH_side_have_errors_of_their_own()
    {
        sandbox.NewBox();
        Session.Set("plain", sandbox.Portal.NewPbx());
        Assert.StartsWith("WmpTimeout,", Session.Run("Invoke-PbxCommand $box 'sleep 600' -TimeoutSec 1").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WmpSshNotUp,", Session.Run("$plain | Start-WmpSandboxPbx -Sandbox $sandbox | Invoke-PbxCommand -Command hostname").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WmpLoginMissing,", Session.Run("Invoke-PbxCommand acme-hq hostname").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
