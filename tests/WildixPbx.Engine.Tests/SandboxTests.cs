using System.Diagnostics;
using System.Net;
using WildixPbx.Engine;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Sandboxes;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

using Sandbox = Portal.Sandbox; // not the namespace of the same name, whose SSH side is compiled in here

/// <summary>The real sandbox as a child of this process, and the engine against it.</summary>
public sealed class SandboxTests : IAsyncLifetime
{
    readonly TestState _state = new();
    readonly EngineFactory _engine = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _engine.Sandboxes.Running) await _engine.Sandboxes.StopAsync(sandbox, CancellationToken.None);
        _state.Dispose();
    }

    [Fact]
    public async Task A_sandbox_keeps_its_data_over_a_stop_and_loses_them_with_reset()
    {
        var first = await StartAsync(_state.Settings());
        await AddCustomerAsync(first, "Contoso");
        await _engine.Sandboxes.StopAsync(first, Stop);
        Assert.False(first.IsRunning);
        Assert.Empty(_engine.Sandboxes.Running);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(first.ProcessId));

        var second = await StartAsync(_state.Settings());
        Assert.Equal(["Contoso"], await CustomersAsync(second));

        // Of one that runs too: whoever asks for no data gets none.
        var third = await StartAsync(_state.Settings() with { Reset = true });
        Assert.Empty(await CustomersAsync(third));
    }

    [Fact]
    public async Task A_second_start_and_two_at_once_give_the_one_that_runs()
    {
        var both = await Task.WhenAll(StartAsync(_state.Settings()), StartAsync(_state.Settings()));
        Assert.Same(both[0], both[1]);
        Assert.Same(both[0], await StartAsync(_state.Settings()));
        Assert.Single(_engine.Sandboxes.Running);
    }

    [Fact]
    public async Task One_that_was_killed_is_started_again_with_what_it_had_acknowledged()
    {
        var first = await StartAsync(_state.Settings());
        await AddCustomerAsync(first, "Contoso");
        using (var child = Process.GetProcessById(first.ProcessId))
        {
            child.Kill();
            await child.WaitForExitAsync(Stop);
        }

        var second = await StartAsync(_state.Settings());

        Assert.NotSame(first, second);
        Assert.False(first.IsRunning);
        Assert.Equal(["Contoso"], await CustomersAsync(second));
        Assert.Equal("WmpSandboxNotRunning", Assert.Throws<NotFoundException>(() => _engine.Sandboxes.ManagerOf(first)).ErrorId);
    }

    [Fact]
    public async Task A_folder_that_another_host_runs_on_is_in_use()
    {
        await StartAsync(_state.Settings());
        var error = await Assert.ThrowsAsync<ConflictException>(() => new EngineFactory().Sandboxes.StartAsync(_state.Settings(), Stop));
        Assert.Equal("WmpSandboxInUse", error.ErrorId);
    }

    [Fact]
    public async Task A_temporary_one_leaves_nothing_and_has_nothing_to_do_with_the_lasting_one()
    {
        var settings = _state.Settings(new SandboxSettings { ProgramPath = "", StatePath = "" }.Name) with { Temporary = true };
        var first = await StartAsync(settings);
        var second = await StartAsync(settings);
        Assert.NotEqual(first.DataPath, second.DataPath);
        Assert.True(first.IsTemporary);

        await _engine.Sandboxes.StopAsync(first, Stop);

        Assert.False(Directory.Exists(first.DataPath));
        Assert.True(Directory.Exists(second.DataPath));
        Assert.False(Directory.Exists(Path.Combine(_state.Path, "sandboxes")));
    }

    [Fact]
    public async Task The_partners_token_is_not_the_managers_and_neither_is_in_arguments_or_environment()
    {
        var sandbox = await StartAsync(_state.Settings());
        var manager = _engine.Sandboxes.ManagerOf(sandbox);
        manager.Dispose();

        Assert.Equal("Manager", (await manager.GetAsync(PortalLookups.Info(), new CallContext(Stop))).Role);
        Assert.True((await manager.GetAsync(PortalLookups.SandboxStatistics(), new CallContext(Stop))).Requests > 0);
        using var partner = Connect(sandbox);
        Assert.Equal("Partner", (await partner.GetAsync(PortalLookups.Info(), new CallContext(Stop))).Role);
        await Assert.ThrowsAsync<AuthorizationException>(() => partner.GetAsync(PortalLookups.SandboxStatistics(), new CallContext(Stop)));

        if (!OperatingSystem.IsLinux()) return;
        var token = new NetworkCredential("", sandbox.Token).Password;
        foreach (var file in new[] { "cmdline", "environ" })
            Assert.DoesNotContain(token, await File.ReadAllTextAsync($"/proc/{sandbox.ProcessId}/{file}", Stop), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(sandbox.DataPath));
    }

    [Fact]
    public async Task A_change_against_the_real_portal_is_made_once_and_a_stale_tag_is_refused()
    {
        using var portal = Connect(await StartAsync(_state.Settings()));
        var call = new CallContext(Stop);
        var options = new ChangeOptions(TestPortal.Key);
        var command = PortalCommands.NewCustomer(new NewCustomer { Name = "Contoso" });

        var dry = await portal.SendAsync(command, options with { DryRun = true }, call);
        Assert.True(dry.Changed);
        Assert.Empty((await portal.ListAsync(PortalQueries.Customers(), default, call)).Items);

        var made = await portal.SendAsync(command, options, call);
        var again = await portal.SendAsync(command, options, call);
        Assert.Equal(made.Resource.Id, again.Resource.Id);
        Assert.Single((await portal.ListAsync(PortalQueries.AuditEvents(new AuditFilter { IdempotencyKey = TestPortal.Key }), default, call)).Items);

        var renamed = await portal.SendAsync(PortalCommands.SetCustomer(made.Resource.Id, new CustomerUpdate { Name = "Contoso Ltd" }), new ChangeOptions("key-2", IfMatch: made.Resource.ETag), call);
        Assert.True(renamed.Changed);
        var stale = await Assert.ThrowsAsync<ConflictException>(() => portal.SendAsync(PortalCommands.SetCustomer(made.Resource.Id, new CustomerUpdate { Name = "X" }), new ChangeOptions("key-3", IfMatch: made.Resource.ETag), call));
        Assert.Equal("WmpStaleETag", stale.ErrorId);
        var reused = await Assert.ThrowsAsync<ConflictException>(() => portal.SendAsync(PortalCommands.NewCustomer(new NewCustomer { Name = "Other" }), options, call));
        Assert.Equal("WmpIdempotencyKeyReused", reused.ErrorId);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.GetAsync(PortalLookups.Customer("nobody"), call));
        Assert.Equal(1, (await portal.ListAsync(PortalQueries.Customers("contoso*"), new PageRequest(Limit: 1, Count: true), call)).TotalCount);
    }

    [Fact]
    public async Task A_rule_that_the_real_portal_enforces_comes_as_its_exception()
    {
        var sandbox = await StartAsync(_state.Settings());
        await AddCustomerAsync(sandbox, "Contoso");
        using var portal = Connect(sandbox);
        var pbx = new NewPbx { Customer = "Contoso", Name = "contoso", Platform = Platform.Cloud, Term = Term.Lifetime };
        var error = await Assert.ThrowsAsync<RuleViolationException>(() => portal.SendAsync(PortalCommands.NewPbx(pbx), new ChangeOptions("key-4"), new CallContext(Stop)));
        Assert.Equal(error.RuleId, error.ErrorId);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.Equal(422, error.StatusCode);
    }

    [Fact]
    public async Task A_portal_that_throttles_is_waited_for()
    {
        using var portal = Connect(await StartAsync(_state.Settings() with { RateLimit = 5 }));
        var throttled = 0;
        var call = new CallContext(Stop, report => _ = report.Status == 429 ? Interlocked.Increment(ref throttled) : 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => portal.GetAsync(PortalLookups.Info(), call)));
        Assert.True(throttled > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("two words")]
    public async Task A_name_that_is_no_folders_is_refused(string name)
        => Assert.Equal("WmpSandboxNameInvalid", (await Assert.ThrowsAsync<ValidationException>(() => StartAsync(_state.Settings(name)))).ErrorId);

    [Fact]
    public async Task A_rule_set_that_there_is_none_of_is_told_in_the_sandboxes_words()
    {
        var error = await Assert.ThrowsAsync<TransportException>(() => StartAsync(_state.Settings() with { RuleSet = "1999-01" }));
        Assert.Equal("WmpSandboxFailed", error.ErrorId);
        Assert.Contains("1999-01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_while_it_starts_ends_the_child_and_the_name_is_free_again()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var host = new SandboxHost(new Redactor());
        var start = host.StartAsync(_state.Settings(), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Empty(host.Running);
        Assert.True((await StartAsync(_state.Settings())).IsRunning);
    }

    Task<Sandbox> StartAsync(SandboxSettings settings) => _engine.Sandboxes.StartAsync(settings, Stop);

    IPortal Connect(Sandbox sandbox) => _engine.Connect(new PortalSettings { Uri = sandbox.Uri, Token = sandbox.Token });

    async Task AddCustomerAsync(Sandbox sandbox, string name)
    {
        using var portal = Connect(sandbox);
        await portal.SendAsync(PortalCommands.NewCustomer(new NewCustomer { Name = name }), new ChangeOptions(Guid.NewGuid().ToString()), new CallContext(Stop));
    }

    async Task<IEnumerable<string>> CustomersAsync(Sandbox sandbox)
    {
        using var portal = Connect(sandbox);
        return (await portal.ListAsync(PortalQueries.Customers(), default, new CallContext(Stop))).Items.Select(customer => customer.Name);
    }
}
