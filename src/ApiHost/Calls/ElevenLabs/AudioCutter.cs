using System.Buffers.Text;

namespace Platform.Calls.ElevenLabs;

/// <summary>Reads a message whose <c>full_audio</c> may have tens of megabytes of base64: the audio goes to a file as
/// it comes, the rest stays in memory, with an empty text in the audio's place.</summary>
internal static class AudioCutter
{
    private const int RestBytesMax = 4 * 1024 * 1024;
    private const int BlockBytes = 64 * 1024; // A multiple of 4: base64 decodes by fours.

    // With its quotes this can only be a whole JSON text: inside another one they would be escaped.
    private static readonly byte[] Name = "\"full_audio\""u8.ToArray();

    /// <summary>The message without its audio; null when the rest is larger than any message, or the audio is no
    /// base64.</summary>
    /// <param name="message">Read once, from its beginning.</param>
    /// <param name="audio">Receives the audio.</param>
    public static byte[]? Cut(Stream message, Stream audio)
    {
        using var rest = new MemoryStream();
        using var bytes = new BufferedStream(message, BlockBytes);
        var matched = 0;
        for (var next = bytes.ReadByte(); next >= 0; next = bytes.ReadByte())
        {
            if (rest.Length >= RestBytesMax)
                return null;
            rest.WriteByte((byte)next);
            matched = next == Name[matched] ? matched + 1 : next == Name[0] ? 1 : 0;
            if (matched < Name.Length)
                continue;

            matched = 0;
            if (IsValueNext(bytes, rest) && !CopyAudio(bytes, rest, audio))
                return null;
        }

        return rest.ToArray();
    }

    // Past the colon and white space, up to the opening quote of the value.
    private static bool IsValueNext(BufferedStream bytes, MemoryStream rest)
    {
        while (true)
        {
            var next = bytes.ReadByte();
            if (next >= 0)
                rest.WriteByte((byte)next);
            if (next == '"')
                return true;
            if (next is not (':' or ' ' or '\t' or '\r' or '\n'))
                return false;
        }
    }

    private static bool CopyAudio(BufferedStream bytes, MemoryStream rest, Stream audio)
    {
        var block = new byte[BlockBytes];
        var length = 0;
        for (var next = bytes.ReadByte(); next >= 0; next = bytes.ReadByte())
        {
            if (next == '"')
            {
                rest.WriteByte((byte)next);
                return Decode(block.AsSpan(0, length), audio);
            }

            if (next == '\\')
                continue; // A slash may be written \/.
            block[length++] = (byte)next;
            if (length == block.Length)
            {
                if (!Decode(block, audio))
                    return false;
                length = 0;
            }
        }

        return false;
    }

    private static bool Decode(Span<byte> base64, Stream audio)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var status = Base64.DecodeFromUtf8(base64, decoded, out var consumed, out var written);
        if (status != System.Buffers.OperationStatus.Done || consumed != base64.Length)
            return false;
        audio.Write(decoded, 0, written);
        return true;
    }
}
