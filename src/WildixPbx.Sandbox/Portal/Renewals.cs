using System.Globalization;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// The daily renewal of Virtual and Hardware boxes, and the mails about those that can't. A renewal is no change of the
/// portal: it stands in no trail, and only the last one of many is ever written.
/// </summary>
static class Renewals
{
    static readonly TimeSpan Every = TimeSpan.FromHours(24);

    // Ours, as the bound of the state Ok: the guide says neither when the first mail goes out nor how often.
    static readonly TimeSpan FirstMailAfter = TimeSpan.FromHours(48);

    /// <summary>Sets what is due next for a box, from its last renewal on. Mails that would have been due before now are not caught up on.</summary>
    public static void Schedule(DbSession db, Pbx pbx, bool isOnline, DateTimeOffset now)
    {
        if (pbx.LastRenewal is not { } last) BoxTable.Schedule(db, pbx.Id, null, null);
        else if (isOnline) BoxTable.Schedule(db, pbx.Id, last + Every, null);
        else BoxTable.Schedule(db, pbx.Id, null, FirstFrom(last + FirstMailAfter, now));
    }

    /// <summary>Begins with a PBX that is there with a last renewal: one of the last day was made by a box that is online.</summary>
    public static void Begin(DbSession db, Pbx pbx, DateTimeOffset now)
    {
        if (pbx.LastRenewal is not { } last) return;
        var isOnline = last <= now && now - last < Every;
        BoxTable.Put(db, pbx.Id, new BoxFacts(isOnline));
        Schedule(db, pbx, isOnline, now);
    }

    /// <summary>The PBX with the last renewal that its box has made up to a moment.</summary>
    public static Pbx BringUpToDate(DbSession db, Pbx pbx, DateTimeOffset moment)
    {
        if (BoxTable.RenewsAt(db, pbx.Id) is not { } due || due > moment) return pbx;
        var last = due + Every * Math.Floor((moment - due) / Every);
        BoxTable.Schedule(db, pbx.Id, last + Every, null);
        return Tables.Pbxs.UpdateTagged(db, pbx, pbx with { LastRenewal = last }, db.IsRehearsal ? pbx.ETag! : Tags.Renewed(pbx.ETag!, last));
    }

    /// <summary>Brings some of the boxes up to date; whether there may be more.</summary>
    public static bool BringSomeUpToDate(DbSession db, DateTimeOffset now, int limit)
    {
        var due = BoxTable.DueToRenew(db, now, limit);
        foreach (var id in due) BringUpToDate(db, Tables.Pbxs.Get(db, id)!, now);
        return due.Count == limit;
    }

    /// <summary>Writes that a box could not renew, and sets the next time. The guide names what it holds; the wording is ours.</summary>
    public static void SendMail(ChangeScope scope, Pbx pbx)
    {
        var days = (int)Math.Floor((scope.Now - pbx.LastRenewal!.Value).TotalDays);
        Outbox.Add(
            scope.Db, scope.Now, MailKind.LicenseNotRenewed, pbx.Id, DecisionMail.PartnerMailbox,
            $"PBX {pbx.Name} could not renew its licence",
            string.Create(CultureInfo.InvariantCulture, $"Customer: {pbx.Customer}. Serial: {pbx.Serial}. Model: {pbx.Model}. Days since the last renewal: {days}. Connect the PBX to the Internet again; it then renews by itself."));
        BoxTable.Schedule(scope.Db, pbx.Id, null, scope.Now + Every);
    }

    static DateTimeOffset FirstFrom(DateTimeOffset first, DateTimeOffset now) => first >= now ? first : first + Every * Math.Ceiling((now - first) / Every);
}
