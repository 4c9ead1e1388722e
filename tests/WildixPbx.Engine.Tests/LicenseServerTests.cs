using WildixPbx.Engine;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

using static LicenseServerStepName;
using static LicenseServerStepOutcome;

/// <summary>The way to a license server, where it goes wrong: the step that fails is named, and none after it is run.</summary>
public sealed class LicenseServerTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(5), Short = TimeSpan.FromMilliseconds(200);

    readonly ILicenseServerProbe _probe = new EngineFactory().LicenseServers;

    static DateTimeOffset Now => DateTimeOffset.UtcNow;

    [Fact]
    public async Task A_name_that_no_DNS_knows_fails_at_the_first_step()
    {
        var failed = Failed(await TestAsync("no-such-server.invalid", 443, Long), NameResolution);
        Assert.Contains("DNS", failed.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_on_which_nobody_listens_fails_at_the_connection()
    {
        int port;
        using (var server = new TlsServer(null)) port = server.Port;
        var failed = Failed(await TestAsync("localhost", port, Long), Connection);
        Assert.Contains("firewall", failed.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_fails_at_TLS_when_its_time_is_up()
    {
        using var server = new TlsServer(null);
        Assert.Contains("No answer within 0.2 s", Failed(await TestAsync("127.0.0.1", server.Port, Short), Tls).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_fails_at_TLS()
    {
        using var server = new TlsServer(null, "HTTP/1.1 400 Bad Request\r\n\r\n");
        Failed(await TestAsync("127.0.0.1", server.Port, Long), Tls);
    }

    [Fact]
    public async Task A_certificate_of_an_issuer_that_is_not_trusted_fails_at_TLS_and_names_the_issuer()
    {
        using var server = new TlsServer(SelfSigned.For(Now.AddDays(-1), Now.AddDays(30), "localhost"));
        var failed = Failed(await TestAsync("localhost", server.Port, Long), Tls);
        Assert.Contains("issuer CN=localhost is not trusted here", failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("not for", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("replace the certificate", failed.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_with_both_names()
    {
        using var server = new TlsServer(SelfSigned.For(Now.AddDays(-1), Now.AddDays(30), "proxy.example"));
        Assert.Contains("is for CN=proxy.example, not for localhost", Failed(await TestAsync("localhost", server.Port, Long), Tls).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30, -1)]
    [InlineData(1, 30)]
    public async Task A_certificate_that_is_not_valid_by_the_clock_here_is_told_with_its_dates_since_the_clock_may_be_wrong(int from, int to)
    {
        using var server = new TlsServer(SelfSigned.For(Now.AddDays(from), Now.AddDays(to), "localhost"));
        var failed = Failed(await TestAsync("localhost", server.Port, Long), Tls);
        Assert.Contains($"{Now.AddDays(to).UtcDateTime:yyyy-MM-dd}", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("by the clock here", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_it_at_once_and_not_when_the_time_is_up()
    {
        using var server = new TlsServer(null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var test = _probe.TestAsync("127.0.0.1", server.Port, Long, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test);
    }

    Task<IReadOnlyList<LicenseServerStep>> TestAsync(string server, int port, TimeSpan timeout) => _probe.TestAsync(server, port, timeout, TestContext.Current.CancellationToken);

    static LicenseServerStep Failed(IReadOnlyList<LicenseServerStep> steps, LicenseServerStepName at)
    {
        Assert.Equal([NameResolution, Connection, Tls, Time], steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal(step.Step < at ? Passed : step.Step == at ? LicenseServerStepOutcome.Failed : NotRun, step.Outcome));
        Assert.All(steps.Where(step => step.Step > at), step => Assert.Contains($"{at} failed", step.Detail, StringComparison.Ordinal));
        var failed = steps.Single(step => step.Step == at);
        Assert.NotEqual("", failed.Detail);
        return failed;
    }
}
