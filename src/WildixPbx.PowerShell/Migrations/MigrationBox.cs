using System.Management.Automation;
using WildixPbx.Binding;

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
        if (identity?.BaseObject is Portal.SandboxPbx simulator) return new BoxIdentity(simulator.Pbx, identity.Source);
        return pbx is not null ? new BoxIdentity(pbx.Name, PSObject.AsPSObject(pbx)) : new BoxIdentity(identity?.Text, identity?.Source);
    }
}
