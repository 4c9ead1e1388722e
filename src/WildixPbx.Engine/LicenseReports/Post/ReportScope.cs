using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>What one message is about: all PBXs, those of one customer, or those of one contact whose customer is not known.</summary>
sealed class ReportScope
{
    /// <summary>PBXs that a mail names; the attachment has all.</summary>
    public const int MaximumRows = 50;

    // Many mail servers refuse more than 10 MB, and an attachment grows by a third on its way.
    const long MaximumAttachment = 6 * 1024 * 1024;

    readonly CsvReport _csvOfNeeded;
    readonly ByteRows _needed = new();
    readonly List<string> _states = [];
    readonly MostUrgent _urgent = new(MaximumRows);
    ByteRows? _all = new();
    CsvReport? _csvOfAll;

    public ReportScope(string? customer, string? contact = null)
    {
        (Customer, Contact) = (customer, contact);
        _csvOfAll = new CsvReport(_all);
        _csvOfNeeded = new CsvReport(_needed);
        _csvOfAll.Begin();
        _csvOfNeeded.Begin();
    }

    /// <summary>The customer; none where it is about all, or the customer is not known.</summary>
    public string? Customer { get; }

    /// <summary>The address alone of the one contact that it is about; none where it is about all or a customer.</summary>
    public string? Contact { get; }

    /// <summary>Whether it is about all.</summary>
    public bool IsWhole => Customer is null && Contact is null;

    /// <summary>The figures.</summary>
    public ReportFigures Figures { get; } = new();

    /// <summary>Who the inputs or the portal say gets it.</summary>
    public SortedSet<string> Contacts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most urgent PBXs.</summary>
    public IReadOnlyList<LicenseCheckStatus> Urgent => _urgent.All();

    /// <summary>Whether the attachment leaves out PBXs that need nothing, because it would be too large.</summary>
    public bool IsShortened => _all is null;

    /// <summary>The rows as CSV.</summary>
    public ByteRows Csv => _all ?? _needed;

    /// <summary>Adds a PBX.</summary>
    public void Add(LicenseCheckStatus status)
    {
        Figures.Add(status);
        _urgent.Add(status);
        _csvOfAll?.Add(status);
        if (_all?.Length > MaximumAttachment) (_all, _csvOfAll) = (null, null);
        if (!status.NeedsAction()) return;
        _csvOfNeeded.Add(status);
        _states.Add($"{status.PbxId ?? status.Serial ?? status.Pbx}\n{status.State}\n{string.Join(",", status.Reasons())}");
    }

    /// <summary>A text that is the same as long as the same PBXs need something done for the same reasons.</summary>
    public string StateMark()
    {
        _states.Sort(StringComparer.Ordinal);
        return Fingerprint.Of(string.Join("\n\n", _states));
    }
}
