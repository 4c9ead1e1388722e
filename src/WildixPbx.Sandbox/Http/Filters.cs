using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http;

/// <summary>The filters of the lists, and the conditions they stand for.</summary>
static class Filters
{
    static readonly SqlFilter Nothing = new("0");

    public static IReadOnlyList<ListFilter> Customers { get; } = [Text("name", "nameKey", "A customer's name", "Rossi*")];

    public static IReadOnlyList<ListFilter> Contacts { get; } =
    [
        Customer("customerId"),
        Text("name", "nameKey", "A person's name", "Anna*"),
        Text("email", "emailKey", "A mail address", "*@rossi.example"),
    ];

    public static IReadOnlyList<ListFilter> Pbxs { get; } =
    [
        Text("name", "nameKey", "A PBX's name", "rossi-*"),
        Customer("customerId"),
        Word("platform", "platform", "What it runs on.", Platform.Cloud),
        Word("term", "term", "The billing period.", Term.Yearly),
        Word("licensing", "licensing", "Per user or per service.", Licensing.PerUser),
        Word("state", "state", "Where it stands.", PbxState.Active),
        new(Parameter("region", "A region, in any case.", "eu-central-1"), (_, value, _) => Equal("regionKey", Key.Of(value))),
        new(new("expiresBefore", "Terms that end before this moment.", QueryKind.Moment, "2026-12-31T00:00:00Z"), (_, value, _) => new("expiresAt < ?", Moment(value))),
        new(new("notRenewedForSeconds", "PBXs whose last renewal is at least this old.", QueryKind.Number, 172_800), (_, value, now) => new("renewedAt <= ?", Key.Of(now.AddSeconds(-Number(value))))),
        new(new("sshOpen", "Whether port 2222 is open.", QueryKind.Flag, true), (_, value, now) => value == "true"
            ? new("sshOpen = 1 AND (sshOpenUntil IS NULL OR sshOpenUntil > ?)", Key.Of(now))
            : new("sshOpen IS NULL OR sshOpenUntil <= ?", Key.Of(now))),
        new(new("sharing", "Whether it shares another PBX's licences, or has asked to.", QueryKind.Flag, true), (_, value, _) => new(value == "true" ? "sharing = 1" : "sharing IS NULL")),
        new(Parameter("sharingServer", "The PBX whose licences it shares or has asked to share: id, serial or name.", "rossi-milano"), (db, value, _) => Identities.PbxIds(db, value) is { Count: > 0 } ids
            ? new($"sharingServer IN ({Marks(ids.Count)}) OR requestedSharingServer IN ({Marks(ids.Count)})", [.. ids, .. ids])
            : Nothing),
    ];

    public static IReadOnlyList<ListFilter> Orders { get; } =
    [
        new(Parameter("item", "An item code, in any case.", HardwareOrder.PbxItem), (_, value, _) => Equal("itemKey", Key.Of(value))),
        new(new("unused", "Whether some of it is left.", QueryKind.Flag, true), (_, value, _) => new(value == "true" ? "unused > 0" : "unused = 0")),
    ];

    public static IReadOnlyList<ListFilter> Requests { get; } =
    [
        Word("state", "state", "Where it stands.", RequestState.Pending),
        Word("kind", "kind", "What it asks for.", RequestKind.LicenseDecrease),
        OfPbx("The PBX that it is about"),
        new(Parameter("customer", "A customer's id or name, in any case.", "Rossi S.p.A."), (db, value, _) => Identities.CustomerIds(db, value) is { Count: > 0 } ids
            ? new($"pbxId IN (SELECT id FROM pbxs WHERE customerId IN ({Marks(ids.Count)}))", [.. ids])
            : Nothing),
    ];

    public static IReadOnlyList<ListFilter> AuditEvents { get; } =
    [
        new(Parameter("idempotencyKey", "The key that a change was made under.", "6f1b2c9e-1"), (_, value, _) => Equal("key", value)),
        new(Parameter("subjectId", "The id of an object.", "pbx_0123456789abcdef"), (_, value, _) => Equal("subjectId", value)),
        OfPbx("The PBX that an object is or belongs to"),
        // One that was removed has no name any more, but its events have its id.
        new(Parameter("customer", "A customer's id or name, in any case; one that was removed by its id.", "Rossi S.p.A."), (db, value, _) => AnyOf("customerId", [value, .. Identities.CustomerIds(db, value)])),
        new(Parameter("actor", "Who did it, in any case: partner, manager, or portal for what the portal does by itself.", "portal"), (_, value, _) => new("actor = ? COLLATE NOCASE", value)),
        new(Parameter("kind", "The kind of the object: pbx, customer, contact, hardwareOrder, request.", "pbx"), (_, value, _) => Equal("kind", value)),
        new(Parameter("action", "What was done, in any case, with the wildcards * and ?.", "Ssh*"), (_, value, _) => Action(value.Trim())),
        From(Trail.Table),
        To(Trail.Table),
    ];

    public static IReadOnlyList<ListFilter> Mails { get; } =
    [
        Word("kind", "kind", "What it is about.", MailKind.RequestDecided),
        OfPbx("The PBX that it is about"),
        From(Outbox.Table),
        To(Outbox.Table),
    ];

    static ListFilter Text(string name, string column, string what, string example)
        => new(Parameter(name, $"{what}, in any case, with the wildcards * and ?.", example), (_, value, _) => Wildcard(column, value));

    static ListFilter Customer(string column)
        => new(Parameter("customer", "A customer's id or name, in any case.", "Rossi S.p.A."), (db, value, _) => AnyOf(column, Identities.CustomerIds(db, value)));

    static ListFilter Word<T>(string name, string column, string description, T example) where T : struct, Enum
        => new(QueryParameter.OfEnum(name, description, example), (_, value, _) => Equal(column, value));

    static ListFilter OfPbx(string what)
        => new(Parameter("pbx", $"{what}: id, serial (present or former) or name.", "rossi-milano"), (db, value, _) => AnyOf("pbxId", Identities.PbxIds(db, value)));

    static SqlFilter Action(string value) => value.AsSpan().ContainsAny('*', '?')
        ? new("action LIKE ? ESCAPE '!'", value.Replace("!", "!!", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace('*', '%').Replace('?', '_'))
        : new("action = ? COLLATE NOCASE", value);

    // The trail and the mails are in the order of time, so a span of time is a span of their keys: no page has to pass
    // over what is not in it.
    static ListFilter From(string table) => new(
        new("from", "From this moment on.", QueryKind.Moment, "2026-01-01T00:00:00Z"),
        (db, value, _) => new("1") { After = db.Scalar($"SELECT seq FROM {table} WHERE at >= ? ORDER BY at, seq LIMIT 1", Moment(value)) is long first ? first - 1 : long.MaxValue });

    static ListFilter To(string table) => new(
        new("to", "Before this moment.", QueryKind.Moment, "2027-01-01T00:00:00Z"),
        (db, value, _) => new("seq <= ?", db.Number($"SELECT seq FROM {table} WHERE at < ? ORDER BY at DESC, seq DESC LIMIT 1", Moment(value))));

    static QueryParameter Parameter(string name, string description, string example) => new(name, description, QueryKind.Text, example, IsList: true);

    static SqlFilter Equal(string column, string value) => new($"{column} = ?", value);

    static SqlFilter AnyOf(string column, IReadOnlyList<string> values) => values.Count == 0 ? Nothing : new($"{column} IN ({Marks(values.Count)})", [.. values]);

    // GLOB knows * and ? as we do, and [ as one more, which is a letter here.
    static SqlFilter Wildcard(string column, string value)
    {
        var key = Key.Of(value.Trim());
        return key.AsSpan().ContainsAny('*', '?') ? new($"{column} GLOB ?", key.Replace("[", "[[]", StringComparison.Ordinal)) : Equal(column, key);
    }

    static object Moment(string value) => RequestQuery.TryMoment(value, out var moment) ? Key.Of(moment) : 0L;

    static long Number(string value) => RequestQuery.TryNumber(value, out var number) ? number : 0;

    static string Marks(int count) => string.Join(", ", Enumerable.Repeat("?", count));
}
