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
        Assert.Equal(7, (await stage.UsersAsync(stage.Old, stage.Old.AdminPassword)).Count); // it goes on, having moved to a PBX with a licence of its own
        Assert.Equal(await stage.UsersAsync(stage.Old, stage.Old.AdminPassword), await stage.UsersAsync(stage.Cloud, stage.Old.AdminPassword));
        await Assert.ThrowsAsync<AuthenticationException>(() => stage.UsersAsync(stage.Cloud, stage.Cloud.AdminPassword));
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
    [InlineData(MigrationFault.DropConnection)]
    [InlineData(MigrationFault.DiskFull)]
    [InlineData(MigrationFault.Fail)]
    [InlineData(MigrationFault.Hang)]
    [InlineData(MigrationFault.UnknownPrompt)]
    public async Task A_fault_at_any_point_comes_once_and_the_move_after_it_ends_like_one_without(MigrationFault fault)
    {
        await using var stage = await MoveStage.MakeAsync();
        var empty = MoveStage.Content(stage.Cloud);
        foreach (var at in Enum.GetValues<MigrationPoint>())
        {
            await stage.UpAsync("kvist-old", new SandboxBoxUpdate { MigrationFault = fault, MigrationFaultAt = at });
            var patience = fault == MigrationFault.Hang ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(60);
            var broken = await Record.ExceptionAsync(async () => Assert.Equal(1, (await stage.MoveAsync(patience: patience)).ExitCode));
            Assert.Equal(
                fault switch { MigrationFault.DropConnection => typeof(TransportException), MigrationFault.Hang => typeof(TimeoutException), MigrationFault.UnknownPrompt => typeof(UnexpectedPromptException), _ => null },
                broken?.GetType());
            Assert.False(File.Exists(Path.Combine(stage.Old.SshFolder!, "ssh", "migration-fault")));

            // Half a move is none: the Cloud PBX has all of it, or what it had.
            Assert.Equal(at == MigrationPoint.End ? MoveStage.Content(stage.Old) : empty, MoveStage.Content(stage.Cloud));
            await Assert.ThrowsAsync<AuthenticationException>(() => stage.LoginAsync(stage.Cloud, stage.Old.AdminPassword));
            await stage.EndedAsync();
        }

        Assert.Equal(0, (await stage.MoveAsync()).ExitCode);
        Assert.Equal(MoveStage.Content(stage.Old), MoveStage.Content(stage.Cloud));
    }

    [Fact]
    public async Task What_was_half_moved_and_is_then_declined_is_not_there()
    {
        await using var stage = await MoveStage.MakeAsync();
        await stage.UpAsync("kvist-old", new SandboxBoxUpdate { MigrationFault = MigrationFault.Fail, MigrationFaultAt = MigrationPoint.Copy });
        await stage.MoveAsync(answer: group => group is "settings" or "users");
        Assert.Equal(0, (await stage.MoveAsync(answer: group => group == "voicemail")).ExitCode);
        var (old, cloud) = (MoveStage.Content(stage.Old), MoveStage.Content(stage.Cloud));
        Assert.Equal(old["voicemail"], cloud["voicemail"]);
        Assert.All(cloud.Where(group => group.Key != "voicemail"), group => Assert.StartsWith("0 ", group.Value, StringComparison.Ordinal));
        Assert.Equal(2, (await stage.UsersAsync(stage.Cloud, stage.Old.AdminPassword)).Count); // its own
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
}
