using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets whose inputs are the PBXs themselves, over SSH.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SshCmdlet : SshLoginCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [BoxIdentityTransformation]
    public BoxIdentity? Identity { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <summary>Where the present input is logged in to.</summary>
    private protected SshEndPoint EndPoint() => SshEndPoint.Of(Identity, Port);

    /// <summary>Works on the present input's box as soon as there is room; work on one box is done in the order of the input.</summary>
    /// <param name="end">The box.</param>
    /// <param name="work">The work; an error of ours becomes one record, and the next input comes.</param>
    private protected async Task StartAsync(SshEndPoint end, Func<ISshSession, SshInput, Task> work)
    {
        var settings = SettingsOf(end);
        var input = new SshInput(end.Name, InputIndex, Input);
        await StartRowAsync(FormattableString.Invariant($"{end.Host}:{end.Port}"), async () =>
        {
            var clock = Stopwatch.StartNew();
            using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, Stop);
            WriteVerbose(FormattableString.Invariant($"{input.Pbx}: logged in to {settings} in {clock.ElapsedMilliseconds} ms, host key {session.HostKey.Fingerprint}"));
            await work(session, input);
        });
    }
}

/// <summary>An input that is worked on.</summary>
/// <param name="Pbx">What the PBX is called.</param>
/// <param name="Index">The number of the input, from 1.</param>
/// <param name="Input">The input, where it came down the pipeline.</param>
sealed record SshInput(string Pbx, int Index, object? Input);
