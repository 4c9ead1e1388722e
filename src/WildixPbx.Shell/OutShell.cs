using System.Management.Automation;

namespace WildixPbx.Shell;

/// <summary>
/// The end of the pipeline: Out-Default, which is also told to finish when the script leaves by <c>exit</c> or an error. The
/// formatter holds back the first rows of a table to learn its columns, and by itself would take them along.
/// </summary>
[Cmdlet(VerbsData.Out, "Shell")]
sealed class OutShell : PSCmdlet, IDisposable
{
    SteppablePipeline? _formatter;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing()
    {
        _formatter = ScriptBlock.Create("Out-Default").GetSteppablePipeline();
        _formatter.Begin(expectInput: true);
    }

    protected override void ProcessRecord() => _formatter!.Process(InputObject);

    protected override void EndProcessing() => Finish();

    public void Dispose()
    {
        try
        {
            Finish();
        }
        catch (PipelineStoppedException)
        {
            // Ctrl+C: nobody waits for the rest.
        }
    }

    void Finish()
    {
        if (_formatter is not { } formatter)
            return;

        _formatter = null;
        using (formatter)
            formatter.End();
    }
}
