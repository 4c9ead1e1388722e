using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using WildixPbx.Sandbox.Simulators.Data;

namespace WildixPbx.Sandbox.Tests;

/// <summary>The part of the stand-in for migrate2cloud that copies, killed as a power cut would.</summary>
public sealed class DatabaseMoveTests : IDisposable
{
    static readonly string[] Moved = ["settings", "users", "call history", "voicemail"];

    readonly string _folder = SandboxProcess.NewFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(79)]
    [InlineData(80)] // all is copied, and takes its place or does not
    public async Task Half_a_group_is_there_when_the_copying_was_killed(int steps)
    {
        var (source, target) = (Make("old", 3_000_000), Make("cloud", 200_000));
        var (before, wanted) = (Content(target), Content(source));
        wanted["recordings"] = before["recordings"];

        using (var copying = SandboxProcess.Launch([DatabaseMove.Switch, source, target, "all", .. Moved]))
        {
            // Each step is written over the one before.
            for (var seen = 0; seen < steps;)
            {
                var buffer = new char[1];
                Assert.Equal(1, await copying.StandardOutput.ReadAsync(buffer.AsMemory(), TestContext.Current.CancellationToken));
                if (buffer[0] == '\r') seen++;
            }

            copying.Kill();
            await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Read by whoever comes first, such as the box that answers with its users.
        var left = Content(target);
        Assert.True(left.SequenceEqual(before) || (steps == 80 && left.SequenceEqual(wanted)), string.Join("; ", left));

        var (exitCode, output, error) = await SandboxProcess.RunAsync(null, [DatabaseMove.Switch, source, target, "all", .. Moved]);
        Assert.True(exitCode == 0, error);
        Assert.EndsWith("Moving voicemail: 100 % (sandbox)\n", output, StringComparison.Ordinal);
        Assert.Equal(wanted, Content(target));
        Assert.Equal(wanted["settings"], Content(source)["settings"]);
    }

    [Fact]
    public void The_same_box_has_other_data_in_a_database_of_the_same_size()
    {
        Assert.Equal(Content(Make("old", 300_000)), Content(Make("old", 300_000, "again")));
        Assert.NotEqual(Content(Make("cloud", 300_000))["users"], Content(Make("old", 300_000))["users"]);
    }

    string Make(string box, long bytes, string? name = null)
    {
        var path = BoxDatabase.PathIn(Path.Combine(_folder, name ?? box));
        BoxDatabase.Make(path, "pbx_" + box, bytes);
        return path;
    }

    // Rows and SHA-256 of each group.
    static SortedDictionary<string, string> Content(string path)
    {
        using var connection = BoxDatabase.Open(path);
        return new(BoxDatabase.Groups.ToDictionary(group => group.Group, group => Content(connection, group.Table)));
    }

    static string Content(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of five names.
        command.CommandText = $"SELECT id, content FROM {table} ORDER BY id";
#pragma warning restore CA2100
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = command.ExecuteReader();
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            hash.AppendData(BitConverter.GetBytes(reader.GetInt64(0)));
            hash.AppendData((byte[])reader.GetValue(1));
        }

        return rows.ToString(CultureInfo.InvariantCulture) + " " + Convert.ToHexString(hash.GetHashAndReset());
    }
}
