using System.Globalization;
using System.Reflection;
using WildixPbx.Portal;

namespace WildixPbx.Benchmarks.Pipeline;

/// <summary>A portal that has every answer ready: what is left is what the cmdlets themselves cost.</summary>
sealed class StubPortal : IPortal
{
    readonly Page<Pbx>[] _pages;
    readonly Task<Change<LicenseOutcome>> _change;

    public StubPortal(int pbxs, int pageSize)
    {
        Pbxs = [.. Enumerable.Range(1, pbxs).Select(PbxOf)];
        _pages = [.. Pbxs.Chunk(pageSize).Select((items, index) => new Page<Pbx> { Items = items, NextCursor = (index + 1) * pageSize < pbxs ? (index + 1).ToString(CultureInfo.InvariantCulture) : null })];
        var profile = new ProfileOutcome { Profile = "UC-Essential", PreviousCount = 10, RequestedCount = 11, EffectiveCount = 11, Changed = true };
        _change = Task.FromResult(new Change<LicenseOutcome> { Resource = new LicenseOutcome { Pbx = Pbxs[0], Profiles = [profile] }, Changed = true });
    }

    public IReadOnlyList<Pbx> Pbxs { get; }

    public Uri Uri { get; } = new("http://127.0.0.1/");

    public Task<Page<T>> ListAsync<T>(PortalQuery<T> query, PageRequest page, CallContext call)
        => (Task<Page<T>>)(object)Task.FromResult(_pages[page.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0]);

    public Task<T> GetAsync<T>(PortalLookup<T> lookup, CallContext call) => throw new NotSupportedException();

    public Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options, CallContext call) => (Task<Change<T>>)(object)_change;

    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>A connection to it, which only a benchmark has a use for.</summary>
    public object Connection()
    {
        var type = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "WildixPbx.PowerShell").GetType("WildixPbx.WmpConnection", throwOnError: true)!;
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();
        return constructor.Invoke([this, new PortalInfo { Name = "stub", Version = "1", User = "stub", Role = "Partner", RuleSet = "2020-02", TimeZone = "UTC", Currency = "EUR", Now = DateTimeOffset.UnixEpoch }, "Parameter"]);
    }

    static Pbx PbxOf(int number) => new()
    {
        Id = FormattableString.Invariant($"pbx_{number:x16}"),
        Name = Estate.NameOf(number),
        Customer = "Bergmann GmbH",
        CustomerId = "cus_1",
        Platform = Platform.Virtual,
        Model = "WPBX-VM/HW",
        Term = Term.Yearly,
        Licensing = Licensing.PerUser,
        State = PbxState.Active,
        CreatedOn = DateTimeOffset.UnixEpoch,
    };
}
