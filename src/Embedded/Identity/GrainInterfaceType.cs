namespace Orleans.Runtime;

/// <summary>The stable text that names a grain interface.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainInterfaceType(IdSpan value) : IEquatable<GrainInterfaceType>
{
    [Id(0)]
    private readonly IdSpan _value = value;

    public GrainInterfaceType(string value)
        : this(IdSpan.Create(value))
    {
    }

    public IdSpan Value => _value;

    public bool IsDefault => _value.IsDefault;

    public static GrainInterfaceType Create(string value) => new(value);

    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    public bool Equals(GrainInterfaceType other) => _value.Equals(other._value);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();

    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);
}
