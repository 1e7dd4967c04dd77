namespace Orleans.Runtime;

/// <summary>The stable text that names a class of grains.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>, IComparable<GrainType>
{
    [Id(0)]
    private readonly IdSpan _value = id;

    public IdSpan Value => _value;

    public bool IsDefault => _value.IsDefault;

    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(IdSpan.Create(value));
    }

    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    public override int GetHashCode() => _value.GetHashCode();

    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    public override string ToString() => _value.ToString();

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
