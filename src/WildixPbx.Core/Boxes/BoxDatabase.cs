using System.Globalization;

namespace WildixPbx.Boxes;

/// <summary>
/// The database of a PBX, as a command on the box tells it. The command and the form of its answer are ours and a sandbox's:
/// Wildix names none, so that a real box says nothing and the database stays unknown.
/// </summary>
/// <param name="Engine">The engine, as the box calls it.</param>
/// <param name="Bytes">The size.</param>
public sealed record BoxDatabase(string Engine, long Bytes)
{
    /// <summary>What is run on the box.</summary>
    public const string ReadCommand = "cat /rw2/etc/wms-database";

    /// <summary>Reads an answer of the form <c>ENGINE BYTES</c>; none where it has another.</summary>
    public static BoxDatabase? Parse(string? line)
        => line?.Trim().Split([' '], StringSplitOptions.RemoveEmptyEntries) is [var engine, var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new BoxDatabase(engine, bytes)
            : null;
}
