using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// Finds the box that data move to, for the stand-in for <c>migrate2cloud</c>. By what the portal has at the moment: a serial
/// may have gone to another Cloud PBX since a simulator came up.
/// </summary>
static class CloudBoxSearch
{
    /// <summary>The word with which the program only does this: <c>--find-cloud-box FOLDER [SERIAL]</c>, with the folder of the old box.</summary>
    public const string Switch = "--find-cloud-box";

    const int Found = 0, NotFound = 1;

    /// <summary>Writes the folder of the Cloud PBX with a serial, or without one of that which the portal has made of the old box's PBX.</summary>
    public static async Task<int> RunAsync(string folder, string? serial)
    {
        var boxes = Path.GetDirectoryName(folder)!;
        var pbx = PbxOf(DataFolder.DatabaseOf(Path.GetDirectoryName(boxes)!), Path.GetFileName(folder), serial);
        if (pbx is not { Platform: Platform.Cloud, State: not PbxState.Migrated } || Path.Combine(boxes, pbx.Id) is var target && !BoxCard.IsIn(target)) return NotFound;
        await Console.Out.WriteLineAsync(target);
        return Found;
    }

    static Pbx? PbxOf(string database, string oldId, string? serial)
    {
        using var db = new DbSession(database, readOnly: true);
        var id = serial is null ? Tables.Pbxs.Get(db, oldId)?.MigratedTo : Serials.Owner(db, serial);
        return id is null ? null : Tables.Pbxs.Get(db, id);
    }
}
