using WildixPbx.Engine.Migrations;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Runs;
using WildixPbx.Portal;
using WildixPbx.Runs;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Migrations;

/// <summary>Choices of data that the script's questions do not fit, and runs whose journal or end by hand did not come through: data that are left behind in silence.</summary>
public sealed class MigrationDataTests : IDisposable
{
    readonly TestState _state = new();

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("nosuch", "", "WmpDataChoiceUnmatched", "has no data of the old one; not settings, users, call history, recordings")]
    [InlineData("", "recordngs", "WmpDataChoiceUnmatched", "has settings, users, call history, recordings")]
    [InlineData("users settings", "", "WmpDataChoiceUnmatched", "has no data of the old one")]
    [InlineData("*", "*", "WmpDataChoiceEmpty", "has no data of the old one")]
    public async Task A_choice_that_fits_nothing_is_no_completed_move_until_it_is_made_anew(string include, string exclude, string errorId, string cloud)
    {
        var world = new MigrationWorld(MigrationKind.NewInstance);
        var data = new DataChoice { Include = include.Length > 0 ? [include] : [], Exclude = exclude.Length > 0 ? [exclude] : [] };
        var id = (await MigratorOf(world).BeginAsync(world.Old, world.Plan(data), Call)).Id;
        var first = await GoOnAsync(world, id);
        Assert.Equal((errorId, RunState.NeedsAttention, "MoveData"), (first.Error!.ErrorId, first.Migration.State, first.Migration.Step));
        Assert.StartsWith(cloud, first.Migration.CloudBox, StringComparison.Ordinal);
        Assert.Contains("-Include", first.Migration.NextAction, StringComparison.Ordinal);

        // The same choice comes to the same, so the script is left alone.
        Assert.Equal(errorId, (await GoOnAsync(world, id)).Error!.ErrorId);
        Assert.Single(world.Commands);

        var last = await GoOnAsync(world, id, new DataChoice { Include = ["users", "SETT*"] });
        Assert.Equal((null, RunState.Completed), (last.Error, last.Migration.State));
        Assert.Equal("has settings, users; not call history, recordings; takes the old password", last.Migration.CloudBox);
        Assert.Equal("users, SETT*", last.Migration.Data.ToString());
        Assert.Equal(2, world.Commands.Count);
    }

    [Fact]
    public async Task A_choice_that_fits_nothing_is_found_after_the_process_died_at_the_end_of_the_script()
    {
        var world = new MigrationWorld(MigrationKind.NewInstance) { At = moment => { if (moment == "script ends") throw new KilledException(); } };
        var id = (await MigratorOf(world).BeginAsync(world.Old, world.Plan(new DataChoice { Exclude = ["recordngs"] }), Call)).Id;
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        world.At = null;
        Assert.Equal("WmpDataChoiceUnmatched", (await GoOnAsync(world, id)).Error!.ErrorId);
        Assert.Single(world.Commands);
    }

    [Fact]
    public async Task An_end_by_hand_that_the_portal_never_heard_of_leaves_the_run_resumable()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { At = moment => { if (moment == "script begins") throw new KilledException(); } };
        var id = (await MigratorOf(world).BeginAsync(world.Old, world.Plan(), Call)).Id;
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        world.At = moment => { if (moment == "before DELETE") throw new TransportException("PortalUnreachable", "gone", "Try again later."); };
        var stop = await MigratorOf(world).StopAsync(id, Call);
        Assert.Equal("WmpPortalUnreachable", stop.Error!.ErrorId);
        Assert.Contains("Resume-PbxMigration", stop.Migration.NextAction, StringComparison.Ordinal);
        world.At = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Single(world.Changes);
    }

    [Fact]
    public async Task A_journal_without_a_line_is_not_taken_for_boxes_that_are_as_before()
    {
        var world = new MigrationWorld(MigrationKind.Subscription);
        var migration = await MigratorOf(world).BeginAsync(world.Old, world.Plan(), Call);
        Assert.Equal((MigrationWords.NothingOnRecord, MigrationWords.NothingOnRecord), (migration.OldBox, migration.CloudBox));
        world.IsMade = true;
        Assert.EndsWith("Migrated at the portal", (await MigratorOf(world).LookAsync(migration, Call)).OldBox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_folder_that_is_a_file_is_said_to_be_unwritable()
    {
        var world = new MigrationWorld(MigrationKind.Subscription);
        var file = Path.Combine(_state.Path, "file");
        Directory.CreateDirectory(_state.Path);
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var migrator = new Migrator(new RunStore(file, new Redactor()), world.Portal, world.Tools);
        Assert.Equal("WmpRunUnwritable", (await Assert.ThrowsAsync<ConflictException>(() => migrator.BeginAsync(world.Old, world.Plan(), Call))).ErrorId);
    }

    static CallContext Call => new(TestContext.Current.CancellationToken);

    Migrator MigratorOf(MigrationWorld world) => new(new RunStore(Path.Combine(_state.Path, world.Id), new Redactor()), world.Portal, world.Tools);

    Task<MigrationOutcome> GoOnAsync(MigrationWorld world, string id, DataChoice? data = null)
    {
        var talk = new MigrationTalk { Ask = (_, _) => Task.FromResult<bool?>(null), AgreesToRepeat = (_, _) => Task.FromResult(true) };
        return MigratorOf(world).GoOnAsync(id, MigrationWorld.Access with { Data = data }, talk, Call);
    }
}
