using WildixPbx.Portal;

namespace WildixPbx.Tests.Ssh;

/// <summary>The simulator's migrate2cloud over OpenSSH's server: what it asks, moves and leaves behind, and how it fails.</summary>
public sealed class MoveStandInTests
{
    [Fact]
    public async Task All_data_the_users_and_the_password_are_the_Cloud_PBXs_afterwards_and_the_old_one_has_them_still()
    {
        await using var stage = await MoveStage.MakeAsync();
        var before = MoveStage.Content(stage.Old);
        Assert.All(before.Values, rows => Assert.False(rows.StartsWith("0 ", StringComparison.Ordinal)));
        Assert.Equal("SQLite3 300000", await stage.RunAsync(stage.Old, "cat /rw2/etc/wms-database"));

        Assert.Equal(0, (await stage.MoveAsync()).ExitCode);

        Assert.Equal(before, MoveStage.Content(stage.Cloud));
        Assert.Equal(before, MoveStage.Content(stage.Old));
        Assert.Equal("kvist-cloud", await stage.RunAsync(stage.Cloud, stage.Old.AdminPassword, "hostname"));
        Assert.Equal("WmpPasswordRefused", (await Assert.ThrowsAsync<AuthenticationException>(() => stage.LoginAsync(stage.Cloud, stage.Cloud.AdminPassword))).ErrorId);
    }

    [Fact]
    public async Task What_is_answered_with_no_stays_behind()
    {
        await using var stage = await MoveStage.MakeAsync();
        await stage.MoveAsync(answer: group => group is not ("recordings" or "call history"));
        var (old, cloud) = (MoveStage.Content(stage.Old), MoveStage.Content(stage.Cloud));
        Assert.Equal(old["settings"], cloud["settings"]);
        Assert.StartsWith("0 ", cloud["recordings"], StringComparison.Ordinal);
        Assert.StartsWith("0 ", cloud["callHistory"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MigrationFault.DropConnection, MigrationPoint.Start)]
    [InlineData(MigrationFault.DropConnection, MigrationPoint.Copy)]
    [InlineData(MigrationFault.DropConnection, MigrationPoint.End)]
    [InlineData(MigrationFault.DiskFull, MigrationPoint.Copy)]
    [InlineData(MigrationFault.Fail, MigrationPoint.Questions)]
    [InlineData(MigrationFault.Hang, MigrationPoint.Copy)]
    [InlineData(MigrationFault.Hang, MigrationPoint.Password)]
    [InlineData(MigrationFault.UnknownPrompt, MigrationPoint.Password)]
    public async Task A_fault_comes_once_and_the_move_after_it_ends_like_one_without(MigrationFault fault, MigrationPoint at)
    {
        await using var stage = await MoveStage.MakeAsync();
        await stage.UpAsync("kvist-old", new SandboxBoxUpdate { MigrationFault = fault, MigrationFaultAt = at });
        var first = await Record.ExceptionAsync(async () => Assert.NotEqual(0, (await stage.MoveAsync(patience: TimeSpan.FromSeconds(3))).ExitCode));
        Assert.Equal(
            fault switch { MigrationFault.DropConnection => typeof(TransportException), MigrationFault.Hang => typeof(TimeoutException), MigrationFault.UnknownPrompt => typeof(UnexpectedPromptException), _ => null },
            first?.GetType());
        if (at != MigrationPoint.End) Assert.NotEqual(MoveStage.Content(stage.Old), MoveStage.Content(stage.Cloud));
        await Assert.ThrowsAsync<AuthenticationException>(() => stage.LoginAsync(stage.Cloud, stage.Old.AdminPassword));

        Assert.Equal(0, (await stage.MoveAsync()).ExitCode);
        Assert.Equal(MoveStage.Content(stage.Old), MoveStage.Content(stage.Cloud));
    }

    [Fact]
    public async Task Whatever_is_wrong_is_said_in_a_word_and_moves_nothing()
    {
        await using var stage = await MoveStage.MakeAsync();
        Assert.Equal((1, "PasswordRefused"), Said(await stage.MoveAsync(password: stage.Old.AdminPassword)));
        Assert.Equal((1, "TargetUnreachable"), Said(await stage.MoveAsync("-s 221100009999")));
        await stage.UpAsync("kvist-old", new SandboxBoxUpdate { MigrationFault = MigrationFault.DiskFull });
        Assert.Equal((1, "DiskFull"), Said(await stage.MoveAsync()));
        await stage.DownAsync(stage.Cloud);
        Assert.Equal((1, "TargetUnreachable"), Said(await stage.MoveAsync()));
        Assert.Equal((int?)2, (await stage.MoveAsync("-x")).ExitCode);
        Assert.Contains("Only root can do that", await stage.RunAsync(stage.Old, "migrate2cloud"), StringComparison.Ordinal);

        static (int?, string?) Said(WildixPbx.Ssh.ConversationEnd end) => (end.ExitCode, end.Word);
    }

    [Fact]
    public async Task One_that_runs_is_in_the_boxs_process_list_and_a_second_one_is_refused()
    {
        await using var stage = await MoveStage.MakeAsync();
        Assert.DoesNotContain("migrate2cloud", await stage.RunAsync(stage.Old, "ps ax"), StringComparison.Ordinal);
        await stage.UpAsync("kvist-old", new SandboxBoxUpdate { MigrationFault = MigrationFault.Hang });
        var copies = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Heard = line => { if (line.StartsWith("Move recordings", StringComparison.Ordinal)) copies.TrySetResult(); };
        var first = stage.MoveAsync(patience: TimeSpan.FromSeconds(10));
        await copies.Task.WaitAsync(MoveStage.Stop);
        Assert.Contains("migrate2cloud", await stage.RunAsync(stage.Old, "ps ax | grep '[m]igrate2cloud'"), StringComparison.Ordinal);
        Assert.Equal("RunsAlready", (await stage.MoveAsync()).Word);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.DoesNotContain("migrate2cloud", await stage.RunAsync(stage.Old, "ps ax"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_goes_without_a_serial_to_the_Cloud_PBX_that_the_portal_made()
    {
        await using var stage = await MoveStage.MakeAsync(Term.Yearly);
        var move = await stage.ChangeAsync(PortalCommands.MoveToCloud("kvist-old", new CloudMoveOrder { Region = "eu-central-1" }));
        Assert.Equal("TargetUnreachable", (await stage.MoveAsync("")).Word);

        // The old one is Migrated by now; its simulator can be brought up by its id all the same, also after it was down.
        var made = await stage.UpAsync(move.Target.Id, new SandboxBoxUpdate { Ssh = true });
        await stage.RestartOldAsync();
        Assert.Equal(0, (await stage.MoveAsync("")).ExitCode);
        Assert.DoesNotContain(stage.Lines, line => line.Contains("Password of the Cloud PBX", StringComparison.Ordinal));
        Assert.Equal(MoveStage.Content(stage.Old), MoveStage.Content(made));
    }
}
