using System.Text;
using Platform.Embedded;

namespace Orleans.Runtime;

/// <summary>The UTF-8 text of an id with its hash.</summary>
[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    [Id(0)]
    private readonly int _hashCode;
    [Id(1)]
    private readonly byte[]? _value;

    public IdSpan(byte[] value)
    {
        _value = value;
        _hashCode = (int)StableHash.Compute(value);
    }

    public ReadOnlyMemory<byte> Value => _value;

    public bool IsDefault => _value is null || _value.Length == 0;

    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public ReadOnlySpan<byte> AsSpan() => _value;

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public bool Equals(IdSpan obj) =>
        _value == obj._value || (_hashCode == obj._hashCode && AsSpan().SequenceEqual(obj.AsSpan()));

    public override int GetHashCode() => _hashCode;

    /// <summary>The same in every process and on every machine.</summary>
    public uint GetUniformHashCode() => unchecked((uint)_hashCode);

    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public override string ToString() => _value is null ? "" : Encoding.UTF8.GetString(_value);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
