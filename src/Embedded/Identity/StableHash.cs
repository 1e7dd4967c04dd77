using System.Buffers.Binary;
using System.Numerics;

namespace Platform.Embedded;

/// <summary>XxHash32 with seed 0, bytes reversed: the hash that Orleans keeps in reminder rows.</summary>
internal static class StableHash
{
    private const uint Prime1 = 2654435761U;
    private const uint Prime2 = 2246822519U;
    private const uint Prime3 = 3266489917U;
    private const uint Prime4 = 668265263U;
    private const uint Prime5 = 374761393U;
    private const int BlockLength = 16;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var rest = data;
        uint hash;
        unchecked
        {
            if (data.Length >= BlockLength)
            {
                var (a, b, c, d) = (Prime1 + Prime2, Prime2, 0U, 0U - Prime1);
                for (; rest.Length >= BlockLength; rest = rest[BlockLength..])
                {
                    a = Round(a, rest);
                    b = Round(b, rest[4..]);
                    c = Round(c, rest[8..]);
                    d = Round(d, rest[12..]);
                }

                hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                    + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            }
            else
            {
                hash = Prime5;
            }

            hash += (uint)data.Length;
            for (; rest.Length >= 4; rest = rest[4..])
            {
                var word = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                hash = BitOperations.RotateLeft(hash + word * Prime3, 17) * Prime4;
            }

            foreach (var one in rest)
                hash = BitOperations.RotateLeft(hash + one * Prime5, 11) * Prime1;

            hash = (hash ^ (hash >> 15)) * Prime2;
            hash = (hash ^ (hash >> 13)) * Prime3;
            hash ^= hash >> 16;
        }

        return BinaryPrimitives.ReverseEndianness(hash);
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> data) => unchecked(
        BitOperations.RotateLeft(lane + BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime2, 13) * Prime1);
}
