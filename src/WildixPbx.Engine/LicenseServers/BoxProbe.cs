using System.Globalization;
using System.Net;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>
/// The way to a license server as a box sees it, by the programs on the box. Which of them a real PBX has is not known
/// beyond bash and curl; so each step takes the first that is there, and says which.
/// </summary>
sealed class BoxProbe(BoxShell shell, string pbx, string server, int port, TimeSpan timeout, CancellationToken stop)
{
    const string CheckTime = "Set the clock of the box, by NTP.";
    const string Mark = "wildixpbx:";

    // curl's own codes: its store of issuers is missing, there was no time left; and what it holds against a certificate or the talk about one.
    const int NoStore = 77, TooLate = 28, TooLateForTimeout = 124;
    static readonly int[] Refusals = [35, 51, 58, 59, 60, 66, 80, 82, 83, 90, 91];

    readonly bool _isAddress = IPAddress.TryParse(server, out _);

    string Host => server.IndexOf(':') >= 0 ? $"[{server}]" : server;

    string Curl => $"-q -sS --noproxy '*' --connect-timeout {shell.Seconds} --max-time {shell.Seconds}";

    string Client => $"s_client -connect '{Host}:{port.ToString(CultureInfo.InvariantCulture)}' {(_isAddress ? "" : $"-servername '{server}'")}";

    string Address => FormattableString.Invariant($"'https://{Host}:{port}/'");

    /// <summary>Runs the steps.</summary>
    public async Task<IReadOnlyList<LicenseServerStep>> RunAsync()
    {
        var run = new StepRun(server, port, timeout, stop, pbx, BoxShell.Way);
        await shell.LookAsync(stop).ConfigureAwait(false);
        await run.RunAsync(LicenseServerStepName.NameResolution, ResolveAsync, "Check the DNS server of the box, and the name.").ConfigureAwait(false);
        await run.RunAsync(LicenseServerStepName.Connection, ConnectAsync, LicenseServerProbe.CheckPort).ConfigureAwait(false);
        await run.RunAsync(LicenseServerStepName.Tls, HandshakeAsync, LicenseServerProbe.CheckTls).ConfigureAwait(false);
        await run.RunAsync(LicenseServerStepName.Time, CompareClocksAsync, CheckTime).ConfigureAwait(false);
        return run.Steps;
    }

    async Task<Seen<object>> ResolveAsync(CancellationToken limit)
    {
        if (_isAddress) return new(this, "It is an address already.");
        foreach (var (tool, arguments) in new[] { ("getent", $"ahosts '{server}'"), ("getent", $"hosts '{server}'"), ("nslookup", $"'{server}'") })
        {
            if (await shell.TryAsync(tool, arguments, limit).ConfigureAwait(false) is not { } seen || (arguments.StartsWith("ahosts", StringComparison.Ordinal) && seen.Complains("ahosts"))) continue;
            string[] addresses = [.. (tool == "getent" ? seen.Lines.Select(FirstWord) : AnswersOf(seen.Lines)).Where(static text => IPAddress.TryParse(text, out _)).Distinct()];
            return addresses.Length > 0
                ? Told(string.Join(", ", addresses), tool)
                : throw Failed(seen.Errors.Count + seen.Lines.Count > 0 ? seen.Problem : "The name has no address", tool);
        }

        throw new StepNotToldException("The box has neither getent nor nslookup.");
    }

    async Task<Seen<object>> ConnectAsync(CancellationToken limit)
    {
        if (await shell.TryAsync("bash", FormattableString.Invariant($"-c 'exec 3<>/dev/tcp/{server}/{port}'"), limit).ConfigureAwait(false) is { } bash && !bash.Complains("No such file"))
            return bash.ExitCode == 0 ? Told("Connected", "bash") : throw Failed(bash.Problem, "bash");
        if (await shell.TryAsync("nc", FormattableString.Invariant($"-z -w {shell.Seconds} '{server}' {port}"), limit).ConfigureAwait(false) is { } nc && !nc.Complains("usage") && !nc.Complains("option"))
            return nc.ExitCode == 0 ? Told("Connected", "nc") : throw Failed(nc.Errors.Count + nc.Lines.Count > 0 ? nc.Problem : "No connection", "nc");
        if (await shell.TryAsync("curl", $"{Curl} -o /dev/null -w '{Mark}%{{time_connect}}' {Address}", limit).ConfigureAwait(false) is { } curl)
            return Measured(curl) > 0 ? Told("Connected", "curl") : throw Failed(curl.Problem, "curl");
        throw new StepNotToldException("The box has none of bash with /dev/tcp, nc and curl.");
    }

    async Task<Seen<object>> HandshakeAsync(CancellationToken limit)
    {
        if (await shell.TryAsync("curl", $"{Curl} -o /dev/null -w '{Mark}%{{time_appconnect}}' {Address}", limit).ConfigureAwait(false) is { } curl && curl.ExitCode is not (null or NoStore))
        {
            if (Refusals.Contains(curl.ExitCode.Value)) throw Failed(curl.Problem, "curl");
            if (Measured(curl) > 0) return Told("The box takes the certificate", "curl");
            if (!curl.Complains("not supported")) throw Failed(curl.Problem, "curl"); // one without TLS leaves it to the other
        }

        var name = _isAddress ? $"-verify_ip '{server}'" : $"-verify_hostname '{server}'";
        if (await shell.TryAsync("openssl", $"{Client} {name} -verify_return_error </dev/null", limit).ConfigureAwait(false) is not { } openssl || openssl.Complains("option"))
            throw new StepNotToldException("The box has neither curl with TLS nor an openssl that checks names.");
        if (openssl.ExitCode != 0) throw Failed(openssl.Errors.FirstOrDefault(static line => line.StartsWith("verify error", StringComparison.Ordinal)) ?? openssl.Problem, "openssl");
        var certificate = openssl.Lines.Where(static line => line.StartsWith("subject=", StringComparison.Ordinal) || line.StartsWith("issuer=", StringComparison.Ordinal));
        return Told("The box takes the certificate: " + string.Join(", ", certificate), "openssl");
    }

    // The box's own clock before and after; the header leaves out parts of a second.
    async Task<Seen<object>> CompareClocksAsync(CancellationToken limit)
    {
        var head = $"HEAD / HTTP/1.1\\r\\nHost: {Host}\\r\\nUser-Agent: WildixPbx\\r\\nConnection: close\\r\\n\\r\\n";
        var limited = shell.Has("timeout") ? $"timeout {shell.Seconds} " : "";
        var (tool, request) = shell.Has("curl") ? ("curl", $"curl {Curl} -I {Address}") : ("openssl", $"printf '{head}' | {limited}openssl {Client} -quiet 2>/dev/null");
        if (!shell.Has(tool)) throw new StepNotToldException("The box has neither curl nor openssl.");
        var seen = await shell.RunAsync($"echo {Mark}$(date +%s); {request}; code=$?; echo; echo {Mark}$(date +%s); exit $code", limit).ConfigureAwait(false);
        if (seen.ExitCode is TooLate or TooLateForTimeout) throw Failed(FormattableString.Invariant($"No answer within {shell.Seconds} s"), tool);
        long[] clock = [.. seen.Lines.Where(static line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(SecondsIn)];
        if (clock is not [> 0 and var before, > 0 and var after]) throw new StepNotToldException("The box does not tell its own time by 'date +%s'.");
        if (TimeStep.DateOf(string.Join("\n", seen.Lines)) is not { } date) return Told("The server does not tell its time; the skew was not measured", tool);

        var skew = TimeSpan.FromSeconds(Math.Round(date.ToUnixTimeSeconds() - ((before + after) / 2.0)));
        var detail = FormattableString.Invariant($"By the Date of its answer the server's clock is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the box's");
        return skew.Duration() <= TimeStep.Tolerance ? Told(detail, tool) with { Skew = skew } : throw Failed(detail, tool);
    }

    Seen<object> Told(string detail, string tool) => new(this, $"{detail} ({tool}).", null, tool);

    static StepFailedException Failed(string detail, string tool) => new($"{detail.TrimEnd('.')} ({tool}).", "", tool);

    static long SecondsIn(string line) => long.TryParse(line.Substring(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    static string FirstWord(string line) => line.Trim().Split(' ', '\t')[0];

    // The first address is the DNS server's own; those of the name come after it.
    static IEnumerable<string> AnswersOf(IEnumerable<string> lines)
        => lines.SkipWhile(static line => !line.StartsWith("Name:", StringComparison.Ordinal)).Where(static line => line.StartsWith("Address", StringComparison.Ordinal))
            .Select(static line => FirstWord(line.Substring(line.IndexOf(':') + 1)));

    static double Measured(BoxOutput curl)
        => curl.Lines.FirstOrDefault(static line => line.Contains(Mark)) is { } line
            && double.TryParse(line.Substring(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
