using System.Buffers.Binary;

namespace Platform.Benchmarks.Live;

/// <summary>Takes the server's side of a WebSocket apart as it comes, whatever the pieces, without copying what it
/// carries.</summary>
/// <param name="carried">Takes each piece of what is carried, in order.</param>
/// <param name="controlled">Takes a control frame: its opcode and what it carries.</param>
internal sealed class HubFrames(HubFrames.Piece carried, HubFrames.Control controlled)
{
    /// <summary>A header, or a whole control frame, has to be there at once: at the most so many bytes are asked to
    /// wait.</summary>
    public const int WaitingMax = 2 + 125;

    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const int TwoBytes = 126;
    private const int EightBytes = 127;

    private long _left; // Of the frame that is being read.

    public delegate void Piece(ReadOnlySpan<byte> bytes);

    public delegate void Control(int opcode, ReadOnlySpan<byte> bytes);

    /// <summary>Takes what came.</summary>
    /// <returns>How many bytes at the end have to be shown again, with what follows them.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var now = (int)Math.Min(_left, bytes.Length);
            if (now > 0)
                carried(bytes[..now]);
            _left -= now;
            bytes = bytes[now..];
            if (_left > 0 || !TryReadHeader(ref bytes))
                return bytes.Length;
        }
    }

    private bool TryReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return false;
        var (opcode, length, header) = (bytes[0] & 0x0f, (long)(bytes[1] & 0x7f), 2);
        switch (length)
        {
            case TwoBytes:
                header = 4;
                if (bytes.Length < header)
                    return false;
                length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
                break;
            case EightBytes:
                header = 10;
                if (bytes.Length < header)
                    return false;
                length = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
                break;
        }

        if (opcode < Close)
        {
            _left = length;
            bytes = bytes[header..];
            return true;
        }

        if (bytes.Length < header + length)
            return false;
        controlled(opcode, bytes.Slice(header, (int)length));
        bytes = bytes[(header + (int)length)..];
        return true;
    }
}
