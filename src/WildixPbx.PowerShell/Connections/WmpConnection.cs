using System.ComponentModel;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>A connection to a portal, as Connect-Wmp gives it. It holds the partner's token and shows it to nobody.</summary>
public sealed class WmpConnection
{
    internal WmpConnection(IPortal portal, PortalInfo info, string source)
        => (Portal, Info, Source) = (portal, info, source);

    internal IPortal Portal { get; }

    internal PortalInfo Info { get; }

    /// <summary>Short lists of the portal that completion has asked for already.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<Type, object> Lists { get; } = new();

    /// <summary>The portal's address.</summary>
    public Uri Uri => Portal.Uri;

    /// <summary>What kind of portal it is.</summary>
    public string Name => Info.Name;

    /// <summary>Who the token belongs to.</summary>
    public string User => Info.User;

    /// <summary>Partner or Manager.</summary>
    public string Role => Info.Role;

    /// <summary>The set of rules that the portal enforces.</summary>
    public string RuleSet => Info.RuleSet;

    /// <summary>The time zone in which the portal counts days.</summary>
    public string TimeZone => Info.TimeZone;

    /// <summary>The currency of the portal's prices.</summary>
    public string Currency => Info.Currency;

    /// <summary>The portal's version.</summary>
    public string Version => Info.Version;

    /// <summary>Where address and token were found: Parameter, Profile, Environment, Prompt or Sandbox.</summary>
    public string Source { get; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset ConnectedOn { get; } = DateTimeOffset.UtcNow;

    /// <summary>The address and whose connection it is.</summary>
    public override string ToString() => $"{User} at {Uri}";
}

/// <summary>What a runspace remembers: its default connection. Two runspaces never share one by accident.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
static class RunspaceState
{
    static readonly ConditionalWeakTable<Runspace, Holder> States = new();

    /// <summary>The default connection of the current runspace.</summary>
    public static WmpConnection? Default
    {
        get => Runspace.DefaultRunspace is { } runspace && States.TryGetValue(runspace, out var holder) ? holder.Connection : null;
        set => States.GetOrCreateValue(Runspace.DefaultRunspace).Connection = value;
    }

    sealed class Holder
    {
        public WmpConnection? Connection { get; set; }
    }
}
