using System.Text;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Runs;
using WildixPbx.Runs;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Runs;

/// <summary>The files of runs: what a process that dies in the middle leaves behind, and two that come at once.</summary>
public sealed class RunStoreTests : IDisposable
{
    static readonly Uri Portal = new("https://portal.example.com");

    readonly TestState _state = new();
    readonly Redactor _redactor = new();
    readonly RunStore _store;

    public RunStoreTests() => _store = new RunStore(_state.Path, _redactor, new LeapingTime());

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task A_run_reads_back_as_it_was_begun()
    {
        var run = await BeginAsync();
        var read = _store.Get(run.Id);
        Assert.Equal((RunState.Running, TermSteps.ZeroLicenses, Term.Yearly, Term.Monthly), (read.State, read.Step, read.PreviousTerm, read.Term));
        Assert.Equal(("UC-Essential 10", "UC-Essential 12", 250m, new Money(48, "EUR")), (read.PreviousLicenses.ToString(), read.RequestedLicenses.ToString(), read.MaximumFee, read.Fee));
        Assert.Equal((Portal, "pbx_1", "mill-office", "0123456789ab"), (read.Portal, read.PbxId, read.Pbx, read.Serial));
        Assert.Equal([run.Id], _store.Ids);
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_as_if_it_was_never_written()
    {
        var run = await BeginAsync();
        var folder = _store.Find(run.Id);
        folder.Append(Entry(TermSteps.ZeroLicenses, RunEvent.Began));
        await File.AppendAllTextAsync(FileOf(run, "journal.jsonl"), """{"at":"2026-01-01T00:00:00Z","step":"ZeroLic""", Stop);
        Assert.Single(folder.ReadJournal());

        folder.Append(Entry(TermSteps.ZeroLicenses, RunEvent.Done, "req_1"));
        Assert.Equal([RunEvent.Began, RunEvent.Done], folder.ReadJournal().Select(entry => entry.Event));
        Assert.Equal((RunState.Waiting, "req_1"), (_store.Get(run.Id).State, _store.Get(run.Id).RequestId));
    }

    [Theory]
    [InlineData("head.json", "{")]
    [InlineData("head.json", "{}")]
    [InlineData("journal.jsonl", "nonsense\n")]
    [InlineData("journal.jsonl", "null\n")]
    public async Task A_file_that_is_broken_in_another_way_is_said_and_never_guessed(string file, string content)
    {
        var run = await BeginAsync();
        await File.WriteAllTextAsync(FileOf(run, file), content, Stop);
        var error = Assert.Throws<ConflictException>(() => _store.Get(run.Id));
        Assert.Equal("WmpRunUnreadable", error.ErrorId);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_head_was_not_finished_is_no_run()
    {
        var run = await BeginAsync();
        File.Move(FileOf(run, "head.json"), FileOf(run, "head.json.tmp"));
        Assert.Empty(_store.Ids);
        Assert.Null(_store.FindOpen(Portal, "pbx_1"));
        Assert.NotEqual(run.Id, (await BeginAsync()).Id);
    }

    [Fact]
    public async Task Of_many_that_begin_at_once_for_one_PBX_one_begins()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => BeginAsync(new RunStore(_state.Path, _redactor)), Stop)));
        Assert.Single(begun.Select(run => run.Id).Distinct());
        Assert.Single(_store.Ids);
        Assert.NotEqual(begun[0].Id, (await BeginAsync(pbx: "pbx_2")).Id);
    }

    [Fact]
    public async Task Whoever_comes_second_waits_and_says_so_when_it_takes_too_long()
    {
        var run = await BeginAsync();
        var folder = _store.Find(run.Id);
        using (await _store.LockAsync(run.Id, folder, Stop))
        {
            var error = await Assert.ThrowsAsync<ConflictException>(() => _store.LockAsync(run.Id, folder, Stop));
            Assert.Equal("WmpRunInUse", error.ErrorId);
            error = await Assert.ThrowsAsync<ConflictException>(() => _store.RemoveAsync(run.Id, Stop));
            Assert.Equal("WmpRunInUse", error.ErrorId);
        }

        using (await _store.LockAsync(run.Id, folder, Stop)) Assert.True(folder.Exists);
    }

    [Fact]
    public async Task A_run_that_is_removed_leaves_nothing_and_the_way_free()
    {
        var run = await BeginAsync();
        await _store.RemoveAsync(run.Id, Stop);
        Assert.False(Directory.Exists(Path.GetDirectoryName(FileOf(run, "head.json"))));
        Assert.Throws<NotFoundException>(() => _store.Get(run.Id));
        Assert.NotEqual(run.Id, (await BeginAsync()).Id);
    }

    [Theory]
    [InlineData("run_")]
    [InlineData("run_../pbxs")]
    [InlineData("run_..")]
    [InlineData("pbxs")]
    [InlineData("")]
    public void A_text_that_is_no_id_never_becomes_a_path(string id) => Assert.Throws<NotFoundException>(() => _store.Get(id));

    [Fact]
    public async Task Nobody_else_can_read_what_is_written()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has rights of another kind; the profile's folder is private there.");
            return;
        }

        var store = new RunStore(Path.Combine(_state.Path, "not", "there"), _redactor);
        var run = await BeginAsync(store);
        store.Find(run.Id).Append(Entry(TermSteps.ZeroLicenses, RunEvent.Began));
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in Directory.EnumerateFileSystemEntries(_state.Path, "*", SearchOption.AllDirectories))
            Assert.True((File.GetUnixFileMode(path) & others) == 0, path);
    }

    [Fact]
    public async Task A_secret_that_a_far_end_echoes_is_in_no_file()
    {
        const string secret = "canary-5e1f0a77";
        _redactor.Register(secret);
        var run = await BeginAsync();
        var folder = _store.Find(run.Id);
        folder.Append(Entry(TermSteps.ZeroLicenses, RunEvent.Refused) with { Error = $"token {secret} is no good" });
        folder.Tell($"GET /?token={secret}", DateTimeOffset.UnixEpoch);
        Assert.All(Directory.EnumerateFiles(_state.Path, "*", SearchOption.AllDirectories), path => Assert.DoesNotContain(secret, File.ReadAllText(path, Encoding.UTF8), StringComparison.Ordinal));
        Assert.Contains("no good", folder.ReadJournal()[0].Error, StringComparison.Ordinal);
    }

    string FileOf(Run run, string file) => Path.Combine(_state.Path, "runs", run.Id, file);

    static RunEntry Entry(string step, RunEvent what, string? request = null) => new() { At = DateTimeOffset.UnixEpoch, Step = step, Event = what, RequestId = request };

    Task<Run> BeginAsync(RunStore? store = null, string pbx = "pbx_1") => (store ?? _store).BeginAsync(
        id => new RunHead
        {
            Id = id, Kind = RunKind.Term, Portal = Portal, PbxId = pbx, Pbx = "mill-office", Serial = "0123456789ab", Customer = "Contoso", CreatedOn = DateTimeOffset.UnixEpoch,
            Term = new TermWish
            {
                Term = Term.Monthly, Licenses = new() { ["UC-Essential"] = 12 }, PreviousTerm = Term.Yearly, PreviousLicenses = new() { ["UC-Essential"] = 10 },
                MaximumFee = 250, QuotedFee = new Money(48, "EUR"),
            },
        },
        Portal, pbx, Stop);
}
