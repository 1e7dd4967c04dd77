using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and references.</summary>
public static class GrainExtensions
{
    private const int GuidBytes = 16;

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw NotAGrain(grain),
    };

    /// <summary>The reference to a grain as this interface.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain switch
        {
            GrainReference own => own,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw NotAGrain(grain),
        };
        return (TGrainInterface)reference.As(typeof(TGrainInterface));
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");
    }

    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        if (id.TryGetGuidKey(out var key, out keyExt))
            return key;
        if (!id.TryGetIntegerKey(out var number, out keyExt))
            throw new InvalidOperationException($"Unable to extract GUID key from grain id {id}");

        // A numbered grain has a GUID whose last eight bytes are the number.
        Span<byte> bytes = stackalloc byte[GuidBytes];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], number);
        return new Guid(bytes);
    }

    private static ArgumentException NotAGrain(IAddressable grain) => new(
        $"{grain.GetType()} is neither a reference to a grain nor a grain made by the runtime.", nameof(grain));
}
