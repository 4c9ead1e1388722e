namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// One file of a report: written beside its place under a name of its own, and put there in one step when it is whole.
/// Whatever happens before, an earlier report stays as it was. It is held open until it is in its place: that is how other
/// runs tell it from one whose process was killed.
/// </summary>
sealed class ReportFile : IDisposable
{
    const int Attempts = 5;

    readonly string _place;
    readonly bool _force, _noClobber;
    string _temporary = "";
    FileStream? _stream;

    ReportFile(string path, string place, bool force, bool noClobber) => (Path, _place, _force, _noClobber) = (path, place, force, noClobber);

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>Whether it is in its place.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>What the format writes to.</summary>
    public ByteRows Output { get; private set; } = null!;

    /// <summary>Begins a file.</summary>
    /// <exception cref="ConflictException">A file is there already and must not be replaced.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not allowed.</exception>
    public static ReportFile Begin(string path, bool force, bool noClobber)
    {
        var file = new ReportFile(path, PlaceOf(path), force, noClobber);
        file.CheckPlace();
        file._stream = file.Grow();
        LeftOvers.RemoveUnheld(file._place, file._temporary);
        file.Output = new ByteRows(file._stream);
        return file;
    }

    /// <summary>Has everything on the disk.</summary>
    public void Complete()
    {
        Output.Flush();
        _stream!.Flush(flushToDisk: true);
    }

    /// <summary>Puts it in its place.</summary>
    public void Place()
    {
        CheckPlace();
#if NET8_0_OR_GREATER
        if (File.Exists(_place))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_place));
            else if (_force) File.SetAttributes(_place, FileAttributes.Normal);
        }

        File.Move(_temporary, _place, overwrite: !_noClobber);
#else
        _stream!.Dispose(); // what replaces a file must not be open there
        if (!File.Exists(_place)) File.Move(_temporary, _place);
        else
        {
            if (_force) File.SetAttributes(_place, FileAttributes.Normal);
            File.Replace(_temporary, _place, null);
        }
#endif
        IsInPlace = true;
    }

    /// <summary>Takes away what is not in its place.</summary>
    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // What could not be written is not wanted any more.
        }

        try
        {
            if (!IsInPlace) File.Delete(_temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk is gone; what is left of the file went with it.
        }
    }

    // A file is held a moment after it is there. Another run that looks for files which nobody holds may take it away in
    // between; then it begins again under another name.
    FileStream Grow()
    {
        for (var attempt = 1; ; attempt++)
        {
            FileStream? stream = null;
            _temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_place) ?? ".", $".{System.IO.Path.GetFileName(_place)}.{Guid.NewGuid():N}.tmp");
            try
            {
                stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 1);
                return File.Exists(_temporary) ? stream : throw new IOException("another run takes its files away.");
            }
            catch (IOException) when (attempt < Attempts)
            {
                stream?.Dispose();
            }
        }
    }

    void CheckPlace()
    {
        if (Directory.Exists(_place)) throw new IOException("it is a folder.");
        if (!File.Exists(_place)) return;
        if (_noClobber) throw new ConflictException("ReportExists", $"The report {Path} is there already, and -NoClobber says not to replace it.", "Give another path, or leave -NoClobber out.");
        if (!_force && (File.GetAttributes(_place) & FileAttributes.ReadOnly) != 0) throw new UnauthorizedAccessException("the file that is there is read-only; -Force replaces it all the same.");
    }

    // A link is kept: what it leads to is replaced.
    static string PlaceOf(string path)
    {
#if NET8_0_OR_GREATER
        if (new FileInfo(path) is { LinkTarget: not null } link) return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
#endif
        return path;
    }
}
