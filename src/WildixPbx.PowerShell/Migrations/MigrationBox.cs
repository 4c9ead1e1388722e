using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Migrations;

/// <summary>Where the box of a PBX is that is to be moved.</summary>
static class MigrationBox
{
    /// <summary>The box that was named, else the simulator that was piped, else the PBX's name under wildixin.com.</summary>
    /// <param name="box">What was given as the box; a blank cell is nothing.</param>
    /// <param name="identity">What was given as the PBX.</param>
    /// <param name="pbx">The PBX at the portal; none where no portal was asked.</param>
    public static BoxIdentity Of(BoxIdentity? box, ObjectIdentity? identity, Pbx? pbx)
    {
        if (box is { Text: not null } or { Source: not null }) return box;
        if (identity?.BaseObject is SandboxPbx simulator) return new BoxIdentity(simulator.Pbx, identity.Source);
        return pbx is not null ? new BoxIdentity(pbx.Name, PSObject.AsPSObject(pbx)) : new BoxIdentity(identity?.Text, identity?.Source);
    }

    /// <summary>
    /// Whether nobody said where a box is, with a portal on this machine. That is a rehearsal: its PBXs are not those that
    /// have their names under wildixin.com, and no login goes there unsaid.
    /// </summary>
    /// <param name="portal">The portal; none where no portal is asked.</param>
    /// <param name="given">What was given as the box.</param>
    /// <param name="box">Where the box would be.</param>
    public static bool IsStray(IPortal? portal, BoxIdentity? given, BoxIdentity box)
        => portal is { Uri.IsLoopback: true } && given is not ({ Text: not null } or { Source: not null }) && !box.ToUri().IsLoopback;

    /// <summary>The box, where a login may go there.</summary>
    /// <exception cref="ValidationException">It is one that nobody said (BoxMissing).</exception>
    public static BoxIdentity Sure(IPortal? portal, BoxIdentity? given, BoxIdentity box) => !IsStray(portal, given, box) ? box : throw new ValidationException(
        "BoxMissing", $"The portal is on this machine, so {box.ToUri().Host} is not taken for its PBX '{box}' unsaid, and no login goes there.",
        "Give -Box: of a sandbox what Start-WmpSandboxPbx -Ssh gives, else the PBX's name or address.") { Column = "Box" };

    /// <summary>A box as somebody said it; none where it is only what a run remembers, which names its boxes itself when it is piped.</summary>
    /// <param name="portal">The portal; none where no portal is asked.</param>
    /// <param name="box">What was bound as the box.</param>
    /// <param name="isByHand">Whether that was given by hand.</param>
    /// <param name="input">What was piped.</param>
    public static BoxIdentity? Said(IPortal? portal, BoxIdentity? box, bool isByHand, object? input)
        => isByHand || portal is not { Uri.IsLoopback: true } || box is { HasAddress: true } || (input as PSObject)?.BaseObject is not PbxMigration ? box : null;
}
