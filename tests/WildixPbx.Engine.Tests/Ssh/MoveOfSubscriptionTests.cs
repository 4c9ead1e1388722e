using WildixPbx.Portal;

namespace WildixPbx.Tests.Ssh;

/// <summary>The simulator's migrate2cloud without a serial: data that go to a PBX that the portal has not made for it, and an old box that goes on or stops when it must not.</summary>
public sealed class MoveOfSubscriptionTests
{
    [Fact]
    public async Task It_goes_to_the_Cloud_PBX_that_the_portal_made_and_asks_for_no_password()
    {
        await using var stage = await MoveStage.MakeAsync(Term.Yearly);
        Assert.Equal("TargetUnreachable", (await stage.MoveAsync("")).Word);
        var move = await MoveAtPortalAsync(stage);
        Assert.Equal("TargetUnreachable", (await stage.MoveAsync("")).Word);

        // The old one is Migrated by now; its simulator can be brought up by its id all the same, also after it was down.
        var made = await stage.UpAsync(move.Target.Id, new SandboxBoxUpdate { Ssh = true });
        await stage.RestartOldAsync();
        Assert.Equal(0, (await stage.MoveAsync("")).ExitCode);
        Assert.DoesNotContain(stage.Lines, line => line.Contains("Password of the Cloud PBX", StringComparison.Ordinal));
        Assert.Equal(MoveStage.Content(stage.Old), MoveStage.Content(made));
        Assert.Equal(7, (await stage.UsersAsync(made, stage.Old.AdminPassword)).Count);
        Assert.Equal("kvist-old", await stage.RunAsync(made, stage.Old.AdminPassword, "hostname"));
    }

    [Fact]
    public async Task A_box_that_was_never_up_before_the_move_has_its_serial_and_its_data()
    {
        await using var stage = await MoveStage.MakeAsync(Term.Yearly);
        await stage.ChangeAsync(PortalCommands.NewPbx(new NewPbx { Customer = "Kvist A/S", Name = "kvist-late", Platform = Platform.Virtual, Term = Term.Yearly, Licensing = Licensing.PerUser }));
        var move = await MoveAtPortalAsync(stage, "kvist-late");
        var late = await stage.UpAsync(move.Source.Id, new SandboxBoxUpdate { Ssh = true });
        Assert.Equal(move.Target.Serial, await stage.RunAsync(late, "sed -n 17p /rw2/etc/sf2"));
        var made = await stage.UpAsync(move.Target.Id, new SandboxBoxUpdate { Ssh = true });
        Assert.Equal(0, (await stage.MoveAsync("", from: late)).ExitCode);
        Assert.Equal(MoveStage.Content(late), MoveStage.Content(made));
    }

    [Fact]
    public async Task The_old_box_stops_with_the_move_of_its_data_and_works_again_when_that_is_taken_back()
    {
        await using var stage = await MoveStage.MakeAsync(Term.Yearly);
        var move = await MoveAtPortalAsync(stage);
        await stage.UpAsync(move.Target.Id, new SandboxBoxUpdate { Ssh = true });
        Assert.Equal(7, (await stage.UsersAsync(stage.Old, stage.Old.AdminPassword)).Count); // it has not heard of it yet
        Assert.Equal(0, (await stage.MoveAsync("")).ExitCode);
        Assert.Contains("No licence", (await Assert.ThrowsAnyAsync<WildixPbxException>(() => stage.UsersAsync(stage.Old, stage.Old.AdminPassword))).Message, StringComparison.Ordinal);
        Assert.Equal("4.03.44763.50", await stage.VersionAsync(stage.Old));

        // The script may be run once more: whoever ran it may not have seen its end.
        Assert.Equal(0, (await stage.MoveAsync("")).ExitCode);
        await stage.ChangeAsync(PortalCommands.UndoMoveToCloud(move.Target.Id));
        Assert.Equal(7, (await stage.UsersAsync(stage.Old, stage.Old.AdminPassword)).Count);
    }

    [Fact]
    public async Task A_Cloud_PBX_of_a_move_that_was_taken_back_gets_nothing_any_more()
    {
        await using var stage = await MoveStage.MakeAsync(Term.Yearly);
        var first = await MoveAtPortalAsync(stage);
        var emptied = await stage.UpAsync(first.Target.Id, new SandboxBoxUpdate { Ssh = true });
        var before = MoveStage.Content(emptied);
        await stage.ChangeAsync(PortalCommands.UndoMoveToCloud(first.Target.Id));
        Assert.Equal("TargetUnreachable", (await stage.MoveAsync("")).Word);
        Assert.Equal("TargetUnreachable", (await stage.MoveAsync("-s " + first.Target.Serial)).Word);

        var second = await MoveAtPortalAsync(stage); // which has the same serial
        var made = await stage.UpAsync(second.Target.Id, new SandboxBoxUpdate { Ssh = true });
        Assert.Equal(0, (await stage.MoveAsync("")).ExitCode);
        Assert.Equal(MoveStage.Content(stage.Old), MoveStage.Content(made));
        Assert.Equal(before, MoveStage.Content(emptied));
    }

    [Fact]
    public async Task A_database_that_is_said_to_be_larger_is_larger()
    {
        await using var stage = await MoveStage.MakeAsync();
        var before = new FileInfo(stage.Old.DatabasePath!).Length;
        await stage.ChangeAsync(PortalCommands.SetSandboxPbx("kvist-old", new SandboxPbxUpdate { Database = "MySQL", DatabaseBytes = 3_000_000 }));
        await stage.RestartOldAsync();
        Assert.Equal("MySQL 3000000", await stage.RunAsync(stage.Old, "cat /rw2/etc/wms-database"));
        Assert.InRange(before, 300_000, 1_500_000);
        Assert.InRange(new FileInfo(stage.Old.DatabasePath!).Length, 3_000_000, 4_000_000);
        var content = MoveStage.Content(stage.Old);
        await stage.RestartOldAsync();
        Assert.Equal(content, MoveStage.Content(stage.Old));
    }

    static Task<CloudMove> MoveAtPortalAsync(MoveStage stage, string pbx = "kvist-old") => stage.ChangeAsync(PortalCommands.MoveToCloud(pbx, new CloudMoveOrder { Region = "eu-central-1" }));
}
