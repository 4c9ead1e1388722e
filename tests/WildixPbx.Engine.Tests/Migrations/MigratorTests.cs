using WildixPbx.Engine.Migrations;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Runs;
using WildixPbx.Portal;
using WildixPbx.Runs;
using WildixPbx.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Migrations;

/// <summary>Moves to the Cloud, in a world that the test holds together: what is done twice, not at all, or without being asked.</summary>
public sealed class MigratorTests : IDisposable
{
    readonly TestState _state = new();
    readonly Redactor _redactor = new();
    readonly List<string> _repeats = [];
    bool _agrees = true;

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData(MigrationKind.Subscription)]
    [InlineData(MigrationKind.NewInstance)]
    public async Task A_move_that_is_lost_or_made_twice_when_the_process_dies_at_any_moment_is_found(MigrationKind kind)
    {
        var whole = new MigrationWorld(kind);
        Assert.Null((await GoOnAsync(whole, await BeginAsync(whole))).Error);
        Assert.InRange(whole.Moments.Count, 8, 100);
        for (var moment = 0; moment < whole.Moments.Count; moment++)
        {
            var world = new MigrationWorld(kind);
            var left = moment;
            world.At = _ => { if (left-- == 0) throw new KilledException(); };
            var id = await BeginAsync(world);
            await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));

            world.At = null;
            var outcome = await GoOnAsync(world, id);
            Assert.Null(outcome.Error);
            Assert.Equal(RunState.Completed, outcome.Migration.State);
            Assert.Equal(whole.Changes, world.Changes);
            Assert.Equal(whole.Moved, world.Moved);
            Assert.Equal("has settings, users, call history; not recordings; takes the old password", outcome.Migration.CloudBox);
        }
    }

    [Fact]
    public async Task A_script_that_had_come_to_its_end_when_the_process_died_is_not_run_again()
    {
        var world = new MigrationWorld(MigrationKind.NewInstance) { At = moment => { if (moment == "script ends") throw new KilledException(); } };
        var id = await BeginAsync(world);
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        world.At = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Equal(["migrate2cloud -s 2211000022c4"], world.Commands);
        Assert.Empty(_repeats);
    }

    [Fact]
    public async Task A_login_that_was_taken_before_the_data_moved_tells_nothing()
    {
        var world = new MigrationWorld(MigrationKind.NewInstance) { CloudPassword = MigrationWorld.OldPassword, At = moment => { if (moment == "script begins") throw new KilledException(); } };
        var id = await BeginAsync(world);
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        world.At = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Equal(2, world.Commands.Count);
        Assert.Single(_repeats);
    }

    [Fact]
    public async Task A_script_that_still_runs_is_not_started_once_more()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { At = moment => { if (moment == "script begins") throw new KilledException(); } };
        var id = await BeginAsync(world);
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        (world.At, world.ScriptRuns) = (null, true);
        var outcome = await GoOnAsync(world, id);
        Assert.Equal(("WmpMigrationStillRunning", RunState.NeedsAttention), (outcome.Error!.ErrorId, outcome.Migration.State));
        Assert.Single(world.Commands);
        world.ScriptRuns = false;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
    }

    [Fact]
    public async Task Nobody_runs_the_script_once_more_unasked()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { At = moment => { if (moment == "script has done users") throw new TransportException("ConnectionLost", "gone", "Look at the box."); } };
        var id = await BeginAsync(world);
        var lost = await GoOnAsync(world, id);
        Assert.Equal(("WmpConnectionLost", RunState.NeedsAttention), (lost.Migration.ErrorId, lost.Migration.State));
        Assert.Equal("may hold a part of the data; can be reached over HTTPS", lost.Migration.CloudBox);
        Assert.EndsWith("holds all data; can be reached over SSH", lost.Migration.OldBox, StringComparison.Ordinal);
        Assert.StartsWith("Look at the box. Then: Resume-PbxMigration", lost.Migration.NextAction, StringComparison.Ordinal);

        (world.At, _agrees) = (null, false);
        var declined = await GoOnAsync(world, id);
        Assert.Equal((null, "MoveData"), (declined.Error, declined.Migration.Step));
        Assert.Single(world.Commands);
        _agrees = true;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Equal(["may hold a part of the data", "may hold a part of the data"], _repeats);
    }

    [Theory]
    [InlineData("PasswordRefused", "WmpTargetPasswordRefused", "without the old one's data")]
    [InlineData("TargetUnreachable", "WmpTargetUnreachable", "without the old one's data")]
    [InlineData("DiskFull", "WmpTargetFull", "may hold a part of the data")]
    [InlineData(null, "WmpMigrationFailed", "may hold a part of the data")]
    public async Task A_script_that_fails_says_why_and_leaves_the_run_open(string? word, string errorId, string cloud)
    {
        var world = new MigrationWorld(MigrationKind.NewInstance) { End = new ConversationEnd(1, word, "it failed") };
        var id = await BeginAsync(world);
        var outcome = await GoOnAsync(world, id);
        Assert.Equal((errorId, RunState.NeedsAttention), (outcome.Error!.ErrorId, outcome.Migration.State));
        Assert.Equal("$ migrate2cloud", outcome.Error.Transcript);
        Assert.StartsWith(cloud, outcome.Migration.CloudBox, StringComparison.Ordinal);
        world.End = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Equal(cloud.StartsWith("may", StringComparison.Ordinal) ? 1 : 0, _repeats.Count); // what has moved nothing is repeated unasked
    }

    [Fact]
    public async Task What_moved_nothing_stays_so_when_the_box_is_off_the_next_time()
    {
        var world = new MigrationWorld(MigrationKind.NewInstance) { End = new ConversationEnd(1, "TargetUnreachable", null) };
        var id = await BeginAsync(world);
        await GoOnAsync(world, id);
        (world.End, world.At) = (null, moment => { if (moment == "log in to old box") throw new TransportException("HostUnreachable", "off", "Switch it on."); });
        Assert.Equal("WmpHostUnreachable", (await GoOnAsync(world, id)).Migration.ErrorId);
        world.At = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Empty(_repeats);
    }

    [Fact]
    public async Task A_portal_that_is_gone_after_the_instance_was_made_leaves_the_run_open()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { At = moment => { if (moment == "look at portal") throw new TransportException("PortalUnreachable", "gone", "Try again later."); } };
        var id = await BeginAsync(world);
        var outcome = await GoOnAsync(world, id);
        Assert.Equal(("WmpPortalUnreachable", RunState.NeedsAttention, "Activation"), (outcome.Error!.ErrorId, outcome.Migration.State, outcome.Migration.Step));
        Assert.StartsWith("without serial and licences", outcome.Migration.OldBox, StringComparison.Ordinal);
        Assert.StartsWith("made, not known to be active", outcome.Migration.CloudBox, StringComparison.Ordinal);
        world.At = null;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
        Assert.Single(world.Changes);
    }

    [Fact]
    public async Task The_old_box_under_the_Cloud_PBXs_name_proves_nothing()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { NameLeadsToOldBox = true };
        var id = await BeginAsync(world);
        Assert.Equal("WmpBoxIsAnother", (await GoOnAsync(world, id)).Error!.ErrorId);
        world.NameLeadsToOldBox = false;
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
    }

    [Fact]
    public async Task A_login_that_is_refused_in_the_end_keeps_the_run_open_until_somebody_says_otherwise()
    {
        var world = new MigrationWorld(MigrationKind.NewInstance);
        world.At = moment => { if (moment == "script ends") world.CloudPassword = "something else"; };
        var id = await BeginAsync(world);
        var outcome = await GoOnAsync(world, id);
        Assert.Equal(("WmpOldPasswordRefused", RunState.NeedsAttention, "CheckLogin"), (outcome.Error!.ErrorId, outcome.Migration.State, outcome.Migration.Step));
        outcome = await MigratorOf(world).GoOnAsync(id, MigrationWorld.Access with { SkipsLoginCheck = true, OldPassword = null }, Talk, Call);
        Assert.Equal((RunState.Completed, "has settings, users, call history; not recordings; nobody has checked whether it takes the old password"), (outcome.Migration.State, outcome.Migration.CloudBox));
    }

    [Fact]
    public async Task A_Cloud_PBX_that_is_not_active_yet_is_waited_for_or_not()
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { CloudState = PbxState.Activating };
        var id = await BeginAsync(world);
        var outcome = await MigratorOf(world).GoOnAsync(id, MigrationWorld.Access with { Waits = false }, Talk, Call);
        Assert.Equal((null, RunState.Waiting, "Activation"), (outcome.Error, outcome.Migration.State, outcome.Migration.Step));
        outcome = await MigratorOf(world).GoOnAsync(id, MigrationWorld.Access with { Patience = TimeSpan.Zero }, Talk, Call);
        Assert.Equal(("WmpTargetNotActive", RunState.NeedsAttention), (outcome.Error!.ErrorId, outcome.Migration.State));
        var looks = 0;
        world.At = moment => { if (moment == "look at portal" && ++looks == 3) world.CloudState = PbxState.Active; };
        Assert.Equal(RunState.Completed, (await GoOnAsync(world, id)).Migration.State);
    }

    [Theory]
    [InlineData("before POST", 0, "not made", "as before")]
    [InlineData("after POST", 2, "emptied at the portal", "has serial and licences back at the portal")]
    [InlineData("script begins", 2, "emptied at the portal; may hold data of the old one", "has serial and licences back at the portal")]
    public async Task What_was_begun_is_taken_back_by_hand_as_far_as_it_came(string diesAt, int changes, string cloud, string old)
    {
        var world = new MigrationWorld(MigrationKind.Subscription) { At = moment => { if (moment == diesAt) throw new KilledException(); } };
        var id = await BeginAsync(world);
        await Assert.ThrowsAsync<KilledException>(() => GoOnAsync(world, id));
        world.At = moment => { if (moment == "after DELETE") throw new KilledException(); };
        if (changes > 0) await Assert.ThrowsAsync<KilledException>(() => MigratorOf(world).StopAsync(id, Call));
        if (changes > 0) Assert.Equal("WmpRunStopping", (await Assert.ThrowsAsync<ConflictException>(() => GoOnAsync(world, id))).ErrorId);
        world.At = null;
        var outcome = await MigratorOf(world).StopAsync(id, Call);
        Assert.Equal((RunState.Stopped, cloud, old, ""), (outcome.Migration.State, outcome.Migration.CloudBox, outcome.Migration.OldBox, outcome.Migration.NextAction));
        Assert.Equal((changes, false), (world.Changes.Count, world.IsMade));
        Assert.False((await MigratorOf(world).StopAsync(id, Call)).Migration.Changed);
    }

    [Fact]
    public async Task What_is_completed_is_not_taken_back_and_what_is_open_not_begun_twice()
    {
        var world = new MigrationWorld(MigrationKind.Subscription);
        var id = await BeginAsync(world);
        Assert.Equal("WmpRunOpen", (await Assert.ThrowsAsync<ConflictException>(() => BeginAsync(world))).ErrorId);
        await GoOnAsync(world, id);
        Assert.Equal("WmpRunCompleted", (await Assert.ThrowsAsync<ConflictException>(() => MigratorOf(world).StopAsync(id, Call))).ErrorId);
        Assert.NotEqual(id, await BeginAsync(world));
    }

    [Theory]
    [InlineData("2211000022c4; reboot")]
    [InlineData("$(id)")]
    [InlineData("-h")]
    public async Task A_serial_that_a_shell_would_read_as_more_than_itself_is_not_typed(string serial)
    {
        var world = new MigrationWorld(MigrationKind.NewInstance);
        world.At = moment => { if (moment == "become root") throw new InvalidOperationException("It was about to be typed."); };
        var migration = await MigratorOf(world).BeginAsync(world.Old, world.Plan() with { Kind = MigrationKind.NewInstance, TargetSerial = serial, TargetPbxId = "pbx_cloud" }, Call);
        var error = (await GoOnAsync(world, migration.Id)).Error!;
        Assert.Contains(error.ErrorId, (string[])["WmpTargetSerialInvalid", "WmpNotFound"]);
        Assert.Empty(world.Commands);
    }

    static CallContext Call => new(TestContext.Current.CancellationToken);

    MigrationTalk Talk => new()
    {
        Ask = (_, _) => Task.FromResult<bool?>(null),
        AgreesToRepeat = (state, _) =>
        {
            _repeats.Add(state);
            return Task.FromResult(_agrees);
        },
    };

    Migrator MigratorOf(MigrationWorld world) => new(new RunStore(Path.Combine(_state.Path, world.Id), _redactor), world.Portal, world.Tools);

    async Task<string> BeginAsync(MigrationWorld world) => (await MigratorOf(world).BeginAsync(world.Old, world.Plan(), Call)).Id;

    Task<MigrationOutcome> GoOnAsync(MigrationWorld world, string id) => MigratorOf(world).GoOnAsync(id, MigrationWorld.Access, Talk, Call);
}
