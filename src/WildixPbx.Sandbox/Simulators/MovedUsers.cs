using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The users that a move to the Cloud has brought. The script that moves can't reach them, since they are the sandbox's; it
/// leaves a note whose they are, and the box takes them over before it answers the next time.
/// </summary>
static class MovedUsers
{
    const string Note = "users-from";

    /// <summary>Takes them over where there is a note. Done twice it is as done once.</summary>
    public static async Task TakeAsync(string folder, BoxServer box)
    {
        var path = Path.Combine(folder, Note);
        if (!File.Exists(path)) return;
        await box.WriteAsync((ChangeScope scope) =>
        {
            // One request is written after the other, and the faster one has taken them.
            if (File.Exists(path)) BoxUsers.Replace(scope.Db, box.PbxId, File.ReadAllText(path).Trim());
            return true;
        });
        File.Delete(path);
    }
}
