using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// What stands in a file system under a name and is no file: a device, a pipe, a socket. .NET calls all of them files, and
/// a file that takes the place of one destroys it. PowerShell's own provider asks the system what they are, and opens
/// nothing: opening a pipe waits, and opening a device may do something. Windows has none among the files of a folder.
/// </summary>
static class FileNodes
{
    /// <summary>Refuses a report in the place of one, also where a link leads to it.</summary>
    /// <param name="cmdlet">Whose session asks.</param>
    /// <param name="path">A full path; nothing needs to be there.</param>
    /// <exception cref="ValidationException">There is one (ReportUnwritable).</exception>
    public static void Refuse(PSCmdlet cmdlet, string path)
    {
        if (Of(cmdlet, path) is not { } node) return;
        throw new ValidationException(
            "ReportUnwritable",
            $"The report {path} can't be written: what is there is no file but a {node}. It is as it was, and nothing was written.",
            "Give the path of a file, or of none that is there yet.")
        { Column = "Path" };
    }

    static string? Of(PSCmdlet cmdlet, string path)
    {
        try
        {
#if NET8_0_OR_GREATER
            path = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
#endif
            if (!File.Exists(path)) return null;
            var item = cmdlet.InvokeProvider.Item.Get([@"Microsoft.PowerShell.Core\FileSystem::" + path], force: true, literalPath: true).FirstOrDefault();
            return item?.Properties["UnixStat"]?.Value is { } about ? NameOf(PSObject.AsPSObject(about).Properties["ItemType"]?.Value?.ToString()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SessionStateException or ProviderInvocationException)
        {
            return null; // what is wrong with the place is said by who writes there
        }
    }

    static string? NameOf(string? type) => type switch
    {
        "CharacterDevice" or "BlockDevice" => "device",
        "NamedPipe" => "pipe",
        "Socket" => "socket",
        _ => null,
    };
}
