using System.Buffers;
using System.Text;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// Text as UTF-8, in pieces: 100,000 rows are some megabytes here and would be ten times that as objects. With a stream
/// beneath, what is complete goes there and only one piece is held.
/// </summary>
sealed class ByteRows : IBufferWriter<byte>
{
    // Below the size from which the runtime keeps arrays apart, and never moves them.
    const int PieceSize = 64 * 1024;

    readonly List<ArraySegment<byte>> _complete = [];
    readonly Stream? _stream;
    byte[] _piece = [];
    int _used;

    /// <summary>Holds everything.</summary>
    public ByteRows() { }

    /// <summary>Hands everything on to a stream.</summary>
    public ByteRows(Stream stream) => _stream = stream;

    /// <summary>How many bytes were written so far.</summary>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _piece.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _piece.AsSpan(_used);
    }

    /// <summary>Writes a text.</summary>
    public ByteRows Write(string? text)
    {
        if (text is null || text.Length == 0) return this;
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Advance(Encoding.UTF8.GetBytes(text, 0, text.Length, _piece, _used));
        return this;
    }

    /// <summary>Writes a character of ASCII.</summary>
    public ByteRows Write(char character)
    {
        Reserve(1);
        _piece[_used] = (byte)character;
        Advance(1);
        return this;
    }

    /// <summary>Writes what another one holds.</summary>
    public ByteRows Write(ByteRows other)
    {
        foreach (var piece in other._complete) WriteBytes(piece);
        WriteBytes(new ArraySegment<byte>(other._piece, 0, other._used));
        return this;
    }

    /// <summary>Writes what is held to a stream.</summary>
    public void CopyTo(Stream stream)
    {
        foreach (var piece in _complete) stream.Write(piece.Array!, piece.Offset, piece.Count);
        stream.Write(_piece, 0, _used);
    }

    /// <summary>Hands on what is held of a piece.</summary>
    public void Flush()
    {
        if (_stream is null || _used == 0) return;
        _stream.Write(_piece, 0, _used);
        _used = 0;
    }

    void WriteBytes(ArraySegment<byte> bytes)
    {
        if (bytes.Count == 0) return;
        Reserve(bytes.Count);
        Buffer.BlockCopy(bytes.Array!, bytes.Offset, _piece, _used, bytes.Count);
        Advance(bytes.Count);
    }

    void Reserve(int size)
    {
        if (_piece.Length - _used >= size) return;
        if (_stream is not null) Flush();
        else if (_used > 0) _complete.Add(new ArraySegment<byte>(_piece, 0, _used));
        if (_stream is null || _piece.Length < size) _piece = new byte[Math.Max(size, PieceSize)];
        _used = 0;
    }
}
