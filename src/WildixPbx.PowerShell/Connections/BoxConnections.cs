using WildixPbx.Boxes;
using WildixPbx.Loading;

namespace WildixPbx;

/// <summary>
/// The boxes that one command is connected to. Rows of one box share a connection; one that nobody uses is closed once
/// there are many, since an estate has more boxes than a machine has ports to spare. Everything here happens on the
/// pipeline thread.
/// </summary>
sealed class BoxConnections(int idle) : IDisposable
{
    readonly Dictionary<BoxSettings, Entry> _entries = [];
    readonly LinkedList<Entry> _idle = new();

    /// <summary>The connection of some settings; given back by <see cref="Release"/>.</summary>
    public IBox Acquire(BoxSettings settings)
    {
        if (!_entries.TryGetValue(settings, out var entry)) _entries.Add(settings, entry = new Entry(settings, EngineHost.Engine.ConnectBox(settings)));
        if (entry.Users++ == 0) _idle.Remove(entry);
        return entry.Box;
    }

    /// <summary>Gives a connection back.</summary>
    public void Release(BoxSettings settings)
    {
        if (!_entries.TryGetValue(settings, out var entry) || --entry.Users > 0) return;
        _idle.AddLast(entry);
        if (_idle.Count <= idle) return;
        var oldest = _idle.First!.Value;
        _idle.RemoveFirst();
        _entries.Remove(oldest.Settings);
        oldest.Box.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var entry in _entries.Values) entry.Box.Dispose();
        _entries.Clear();
        _idle.Clear();
    }

    sealed class Entry(BoxSettings settings, IBox box)
    {
        public BoxSettings Settings => settings;

        public IBox Box => box;

        public int Users { get; set; }
    }
}
