namespace WildixPbx.Engine.LicenseReports;

/// <summary>Writes statuses in one format, each as it comes.</summary>
abstract class ReportFormat(ByteRows output)
{
    /// <summary>Where it is written to.</summary>
    protected ByteRows Output { get; } = output;

    /// <summary>What stands before the rows.</summary>
    public virtual void Begin() { }

    /// <summary>One row.</summary>
    public abstract void Add(LicenseCheckStatus status);

    /// <summary>What stands after the rows.</summary>
    public virtual void End(ReportFigures figures) { }
}
