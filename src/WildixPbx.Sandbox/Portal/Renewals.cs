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
    public static void Schedule(ChangeScope scope, Pbx pbx, bool isOnline)
    {
        if (pbx.LastRenewal is not { } last) Boxes.Schedule(scope.Db, pbx.Id, null, null);
        else if (isOnline) Boxes.Schedule(scope.Db, pbx.Id, last + Every, null);
        else Boxes.Schedule(scope.Db, pbx.Id, null, FirstFrom(last + FirstMailAfter, scope.Now));
    }

    /// <summary>The PBX with the last renewal that its box has made up to a moment.</summary>
    public static Pbx BringUpToDate(DbSession db, Pbx pbx, DateTimeOffset moment)
    {
        if (Boxes.RenewsAt(db, pbx.Id) is not { } due || due > moment) return pbx;
        var last = due + Every * Math.Floor((moment - due) / Every);
        Boxes.Schedule(db, pbx.Id, last + Every, null);
        return Tables.Pbxs.UpdateTagged(db, pbx, pbx with { LastRenewal = last }, db.IsRehearsal ? pbx.ETag! : Tags.Renewed(pbx.ETag!, last));
    }

    /// <summary>Brings some of the boxes up to date; whether there may be more.</summary>
    public static bool BringSomeUpToDate(DbSession db, DateTimeOffset now, int limit)
    {
        var due = Boxes.DueToRenew(db, now, limit);
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
        Boxes.Schedule(scope.Db, pbx.Id, null, scope.Now + Every);
    }

    static DateTimeOffset FirstFrom(DateTimeOffset first, DateTimeOffset now) => first >= now ? first : first + Every * Math.Ceiling((now - first) / Every);
}
