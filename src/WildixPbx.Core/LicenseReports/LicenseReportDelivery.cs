namespace WildixPbx;

/// <summary>How a report is sent.</summary>
public enum LicenseReportChannel
{
    /// <summary>By mail.</summary>
    Mail,

    /// <summary>To a webhook.</summary>
    Webhook,
}

/// <summary>What became of a report for one receiver.</summary>
public enum LicenseReportOutcome
{
    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>Not sent: no PBX needs anything done, and only then it was wanted.</summary>
    NothingToSay,

    /// <summary>Not sent: this receiver was told the same state within the quiet time.</summary>
    Quiet,
}

/// <summary>A report of the licence check and one of its receivers.</summary>
public sealed record LicenseReportDelivery
{
    /// <summary>Mail or webhook.</summary>
    public required LicenseReportChannel Channel { get; init; }

    /// <summary>The mail address; of a webhook the host alone, since the rest of its address is a secret.</summary>
    public required string Receiver { get; init; }

    /// <summary>The customer whose PBXs it is about; none where it is about all.</summary>
    public string? Customer { get; init; }

    /// <summary>The subject of the mail, or the title.</summary>
    public required string Subject { get; init; }

    /// <summary>What became of it.</summary>
    public required LicenseReportOutcome Outcome { get; init; }

    /// <summary>How many PBXs it is about.</summary>
    public required int PbxCount { get; init; }

    /// <summary>How many of them need something done.</summary>
    public required int ActionCount { get; init; }

    /// <summary>When this receiver was told this state: now, or before where the outcome is Quiet; none where it never was.</summary>
    public DateTimeOffset? SentOn { get; init; }

    /// <summary>The receiver and what became of it.</summary>
    public override string ToString() => $"{Receiver}: {Outcome}";
}
