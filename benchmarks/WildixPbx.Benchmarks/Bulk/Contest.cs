using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Benchmarks.Bulk;

/// <summary>
/// The module and the bare client in turn on the same PBXs. Each round sets every count one higher than the last did,
/// so every request really changes something.
/// </summary>
sealed class Contest : IDisposable
{
    readonly SandboxPortal _portal;
    readonly string[] _names;
    readonly PSObject[] _rows;
    BareClient _bare;
    int _count = 10;

    public Contest(int pbxs)
    {
        _portal = new SandboxPortal(pbxs);
        _names = [.. Enumerable.Range(1, pbxs).Select(Estate.NameOf)];
        _rows = [.. _names.Select(RowOf)];
        _bare = new BareClient(_portal.Uri, _portal.Token);
    }

    public void Use(TimeSpan delay)
    {
        _portal.Use(delay);
        _bare.Dispose();
        _bare = new BareClient(_portal.Uri, _portal.Token);
    }

    /// <summary>One round of both, the first one changing from round to round.</summary>
    public (Usage Module, Usage Bare) Round(int round, int pbxs, int concurrency)
    {
        if (round % 2 == 0)
        {
            var first = Module(pbxs, concurrency);
            return (first, Bare(pbxs, concurrency));
        }

        var bare = Bare(pbxs, concurrency);
        return (Module(pbxs, concurrency), bare);
    }

    public void Dispose()
    {
        _bare.Dispose();
        _portal.Dispose();
    }

    Usage Module(int pbxs, int concurrency)
    {
        var cell = (++_count).ToString(CultureInfo.InvariantCulture);
        foreach (var row in _rows) row.Properties["UcEssential"].Value = cell;
        var rows = new ArraySegment<PSObject>(_rows, 0, pbxs);
        IReadOnlyList<PSObject> results = [];
        var usage = Usage.Of(() => results = _portal.Session.Run(FormattableString.Invariant($"$input | Set-WmpLicense -ThrottleLimit {concurrency} -Force"), rows));
        if (results.Count != pbxs || results.Any(result => !Equals(result.Properties["Changed"].Value, true))) throw new InvalidOperationException("Not every row was changed.");
        return usage;
    }

    Usage Bare(int pbxs, int concurrency)
    {
        _count++;
        var names = new ArraySegment<string>(_names, 0, pbxs);
        return Usage.Of(() => _bare.SetLicenses(names, _count, concurrency));
    }

    // What Import-Csv makes of a line.
    static PSObject RowOf(string name)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Identity", name));
        row.Properties.Add(new PSNoteProperty("UcEssential", ""));
        return row;
    }
}
