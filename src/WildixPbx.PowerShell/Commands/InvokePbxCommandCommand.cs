using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Ssh;

namespace WildixPbx.Commands;

/// <summary>Runs a command on PBXs, and gives its lines as they come.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PbxCommand", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(PbxCommandResult))]
public sealed class InvokePbxCommandCommand : SshCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Command { get; set; }

    [Parameter]
    public SwitchParameter Terminal { get; set; }

    [Parameter]
    public SwitchParameter AsRoot { get; set; }

    [Parameter]
    public SecureString? RootPassword { get; set; }

    [Parameter]
    public SwitchParameter AsResult { get; set; }

    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        var command = RowReader.Text(Command) ?? throw new ValidationException("Validation", "Command is missing; it takes what the PBX's shell is to run.", "Give -Command, or a column Command.") { Column = nameof(Command) };
        var end = EndPoint();
        var shown = EngineHost.Engine.Ssh.Shown(command);
        if (!ShouldProcess(end.Name, $"Run '{shown}'{(AsRoot ? " as root" : "")}")) return;
        var (given, root) = (Identity?.Given, RootPassword ?? end.Simulator?.RootPassword);
        await StartAsync(end, async (session, input) =>
        {
            var lines = new Lines(this, input.Pbx, streams: !AsResult);
            var clock = Stopwatch.StartNew();
            var code = await RunAsync(session, command, root, lines.Take);
            WriteVerbose(FormattableString.Invariant($"{input.Pbx}: the command ended with {(code is null ? "no exit code" : $"exit code {code}")} after {clock.ElapsedMilliseconds} ms"));
            if (AsResult)
            {
                WriteObject(new PbxCommandResult
                {
                    Pbx = input.Pbx, Command = shown, ExitCode = code, Output = lines.Output, ErrorOutput = lines.Error, Elapsed = clock.Elapsed,
                    InputIndex = input.Index, InputObject = input.Input,
                });
            }
            else if (code is null or not 0) WriteBoxError(Failed(input.Pbx, code, lines.Error), input.Index, given);
            else if (lines.Error.Count > 0) WriteWarning($"The command wrote {lines.Error.Count} {(lines.Error.Count == 1 ? "line" : "lines")} to standard error on {input.Pbx}, first: {lines.Error[0]}. -AsResult gives all of them.");
        });
    }

    async Task<int?> RunAsync(ISshSession session, string command, SecureString? root, Action<PbxCommandLine> line)
    {
        var (answer, whole) = (TimeSpan.FromSeconds(ConnectTimeoutSec), TimeSpan.FromSeconds(TimeoutSec));
        if (!Terminal && !AsRoot) return await session.RunAsync(command, line, whole, Stop);
        using var terminal = await session.OpenTerminalAsync(Prompts, Stop);
        await terminal.OpenShellAsync(answer, Stop);
        if (AsRoot) await terminal.BecomeRootAsync(root, answer, Stop);
        return await terminal.RunAsync(command, line, whole, Stop);
    }

    static CommandFailedException Failed(string pbx, int? code, List<string> errors) => new(
        FormattableString.Invariant($"The command on {pbx} ended with {(code is null ? "no exit code" : $"exit code {code}")}{(errors.Count > 0 ? ": " + errors[errors.Count - 1] : ".")}"),
        "Read what it wrote to standard error in the exception's ErrorOutput. -AsResult gives code and lines, and makes no error of them.",
        code, errors);

    /// <summary>
    /// The lines of one command. They come on any thread, and are written on the pipeline's; a command that writes faster
    /// than they are read waits.
    /// </summary>
    sealed class Lines(InvokePbxCommandCommand cmdlet, string pbx, bool streams)
    {
        const int MostWaiting = 1000;
        static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

        readonly object _gate = new();
        int _waiting;
        bool _isUnwanted;

        public List<string> Output { get; } = [];

        public List<string> Error { get; } = [];

        public void Take(PbxCommandLine line)
        {
            lock (_gate)
            {
                while (_waiting >= MostWaiting && !IsOver) Monitor.Wait(_gate, Look);
                if (IsOver) return;
                _waiting++;
            }

            cmdlet.PostToPipeline(() =>
            {
                lock (_gate)
                {
                    _waiting--;
                    Monitor.Pulse(_gate);
                    if (IsOver) return;
                }

                if (line.Source == LineSource.Error) Error.Add(line.Text);
                else if (streams) Write(line.Text);
                else Output.Add(line.Text);
            });
        }

        bool IsOver => _isUnwanted || cmdlet.Stop.IsCancellationRequested;

        void Write(string text)
        {
            var line = new PSObject(text);
            line.Properties.Add(new PSNoteProperty("Pbx", pbx));
            try { cmdlet.WriteObject(line); }
            catch
            {
                _isUnwanted = true;
                cmdlet.CancelWork(); // whoever read the lines wants no more of them; the command may have many
                throw;
            }
        }
    }
}
