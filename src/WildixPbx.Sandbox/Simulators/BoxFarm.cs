using System.Collections.Concurrent;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// The simulators of boxes that are up. They are processes of the sandbox, not data: none is up after a restart. What
/// they say of themselves holds secrets, so no answer of theirs is kept under an idempotency key; a repetition is harmless
/// by itself.
/// </summary>
sealed class BoxFarm(PortalRuntime runtime, SandboxOptions options) : IAsyncDisposable
{
    /// <summary>How many users a box gets that has none, where nobody says how many.</summary>
    const int UsersByDefault = 5;

    readonly ConcurrentDictionary<string, BoxServer> _up = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly BoxFolder _folder = BoxFolder.Begin(options.Data);

    /// <summary>Those that are up, by name.</summary>
    public IReadOnlyList<SandboxBox> List() => [.. _up.Values.Select(box => box.Describe()).OrderBy(box => box.Pbx, StringComparer.Ordinal)];

    /// <summary>Brings one up, or gives one that is up other settings; whether it was not up.</summary>
    public async Task<(SandboxBox Box, bool Changed)> StartAsync(string identity, SandboxBoxUpdate settings)
    {
        var pbx = runtime.Database.Read(db => Identities.Pbx(db, identity));
        if (settings.UserCount is < 0 or > 100_000) throw Refusal.Invalid("'userCount' is out of range.", "Give 0 to 100000.");
        await runtime.Writer.RunAsync(db =>
        {
            if (settings.UserCount is { } count) BoxUsers.Fill(db, pbx, count);
            else if (!BoxUsers.HasAny(db, pbx.Id)) BoxUsers.Fill(db, pbx, UsersByDefault);
            return true;
        });

        await _gate.WaitAsync();
        try
        {
            if (_up.TryGetValue(pbx.Id, out var there))
            {
                there.Set(settings);
                if (settings.Ssh is { } isOn) await there.SetSshAsync(isOn);
                return (there.Describe(), false);
            }

            var box = new BoxServer(pbx, runtime, _folder);
            box.Set(settings);
            await box.StartAsync();
            try
            {
                if (settings.Ssh == true) await box.SetSshAsync(isOn: true);
            }
            catch
            {
                await box.DisposeAsync();
                throw;
            }

            _up[pbx.Id] = box;
            return (box.Describe(), true);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Shuts one down; none where it was not up.</summary>
    public async Task<SandboxBox?> StopAsync(string identity)
    {
        var pbx = runtime.Database.Read(db => Identities.Pbx(db, identity));
        if (!_up.TryRemove(pbx.Id, out var box)) return null;
        var last = box.Describe();
        await box.DisposeAsync();
        return last;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_up.Values.Select(box => box.DisposeAsync().AsTask()));
        _up.Clear();
        _gate.Dispose();
    }
}
