namespace WildixPbx.Tests;

/// <summary>A pipeline that ends before its input does: what was under way is let go of, and nothing comes after.</summary>
public sealed class DownstreamTests : IDisposable
{
    readonly ProxySession _portal = new();
    readonly UnobservedExceptions _unobserved = new();
    int _changes;

    [Fact]
    public void A_list_that_is_read_on_after_its_reader_has_gone_is_found()
    {
        _portal.MakeRows(120);
        _portal.Session.Get("$null = $sandbox | Connect-Wmp");
        var before = Requests();
        Assert.Single(_portal.Session.Get("Get-WmpPbx | Stop-AfterFirst"));

        // One for the list, whose first page holds 100, and one for the question itself.
        Assert.Equal(2, Requests() - before);
        Assert.Equal(120, _portal.Session.Get("Get-WmpPbx").Count);
    }

    [Fact]
    public async Task A_list_that_is_read_on_behind_Select_Object_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        _portal.MakeRows(120);
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string>
        {
            ["WMP_URI"] = _portal.Proxy.Uri.ToString(),
            ["WMP_TOKEN_FILE"] = folder.Write("token", PortalView.TokenOf(_portal.Portal.Sandbox)),
        };
        using var shell = ShellChild.Start(folder, environment, "-Command", "$null = Connect-Wmp; Get-WmpPbx | Select-Object -First 1 -ExpandProperty Name");
        Assert.Matches("^row-[0-9]+$", (await shell.ReadToEndAsync()).Trim()); // whichever was created first
        Assert.Equal(0, await shell.ExitAsync());
        Assert.Single(_portal.Proxy.Seen, request => request.IsListOf("pbxs"));
    }

    [Fact]
    public async Task A_row_that_goes_on_after_its_reader_has_gone_is_found()
    {
        HoldAllButFirst();
        var outcome = await RunAsync("$rows | Set-WmpLicense -Force -ThrottleLimit 8 | Stop-AfterFirst");
        Assert.Null(outcome.Failure);
        Assert.Empty(outcome.Errors);
        Assert.Single(outcome.Output);
        await CheckLetGoAsync(7);
    }

    [Fact]
    public async Task A_row_that_is_sent_after_ErrorAction_Stop_or_bought_before_it_and_not_told_is_found()
    {
        _portal.MakeRows(40);
        _portal.Session.Get("$rows[0].Identity = 'nobody'");

        // The first is only refused when the seven others are under way; these are only answered when it has been refused.
        var underWay = new TaskCompletionSource();
        var refused = _portal.Proxy.RefusedAsync(1);
        _portal.Proxy.AfterPortal = request =>
        {
            if (!request.IsChange) return Task.CompletedTask;
            if (Interlocked.Increment(ref _changes) == 8) underWay.SetResult();
            return request.Path.Contains("nobody", StringComparison.Ordinal) ? underWay.Task : refused;
        };
        var outcome = await RunAsync("$rows | Set-WmpLicense -Force -ThrottleLimit 8 -ErrorAction Stop");
        Assert.StartsWith("WmpNotFound,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);

        // On a busy machine an answer may be read before the refusal that came first, and its place be taken once more.
        var sent = _portal.Proxy.Seen.Count(request => request.Method == "PATCH");
        Assert.InRange(sent, 8, 39);
        Assert.Equal(Enumerable.Range(2, sent - 1), outcome.Output.Select(result => (int)result.Prop("InputIndex")!).Order());
        await CheckLetGoAsync(0);
    }

    [Fact]
    public async Task A_row_that_goes_on_after_its_input_has_failed_is_found()
    {
        _portal.MakeRows(4);
        _portal.Decide = request => request.IsChange ? Fault.Hold : Fault.None;
        _portal.Session.Set("inFlight", _portal.Proxy.HeldAsync(4));
        var outcome = await RunAsync("& { $rows; Wait-ForStop -Gate $inFlight; throw 'no more input' } | Set-WmpLicense -Force -ThrottleLimit 8");
        Assert.Equal("no more input", outcome.Failure!.Message);
        Assert.Empty(outcome.Output);
        await CheckLetGoAsync(4);
    }

    [Fact]
    public async Task An_answer_that_nobody_takes_since_the_input_has_failed_leaves_no_exception_behind()
    {
        _portal.MakeRows(4);
        _portal.Session.Get("$rows | ForEach-Object { $_.Identity = 'no-' + $_.Identity }");
        _portal.Session.Set("answered", _portal.Proxy.RefusedAsync(4));
        var outcome = await RunAsync("& { $rows; Wait-ForStop -Gate $answered; throw 'no more input' } | Set-WmpLicense -Force -ThrottleLimit 8");
        Assert.Equal("no more input", outcome.Failure!.Message);
        Assert.Empty(outcome.Output);
        await CheckLetGoAsync(0);
    }

    public void Dispose()
    {
        _unobserved.Dispose();
        _portal.Dispose();
    }

    void HoldAllButFirst()
    {
        _portal.MakeRows(40);
        _portal.Decide = request => !request.IsChange ? Fault.None : Interlocked.Increment(ref _changes) == 1 ? Fault.None : Fault.Hold;

        // The first is only answered when the others are under way.
        _portal.Proxy.AfterPortal = request => request.IsChange ? _portal.Proxy.HeldAsync(7) : Task.CompletedTask;
    }

    // On another thread: what hangs here must not hang the suite.
    Task<Outcome> RunAsync(string script) => Task.Run(() => _portal.Session.Run(script), TestContext.Current.CancellationToken).Sometime();

    async Task CheckLetGoAsync(int count)
    {
        await _portal.Proxy.LetGoAsync(count);
        _unobserved.CheckNone();
        var seen = _portal.Proxy.Seen.Count(request => request.IsChange);
        _portal.Decide = _ => Fault.None;
        Assert.Single(_portal.Session.Get("Get-WmpCustomer"));
        Assert.Equal(seen, _portal.Proxy.Seen.Count(request => request.IsChange));
    }

    long Requests() => (long)_portal.Session.Get("(Get-WmpSandbox -Name $sandbox.Name).Statistics.Requests")[0].BaseObject;
}
