namespace Platform.Conformance;

public sealed class CounterState
{
    public int Value { get; set; } = 7;
}

public sealed record PositionalState(string? Name, IReadOnlyList<int>? Numbers);

[GenerateSerializer, Immutable, Alias("Tests.Fixed")]
public sealed record Fixed([property: Id(0)] string Text);

[GenerateSerializer, Alias("Tests.Changeable")]
public sealed class Changeable
{
    [Id(0)]
    public List<int> Numbers { get; set; } = [];

    [Id(1)]
    public Changeable? Self { get; set; }

    [Id(2)]
    public int[] Array { get; init; } = [];
}

[GenerateSerializer, Alias("Tests.Closed")]
public sealed record Closed([property: Id(0)] string Text, [property: Id(1)] int Number);

[GenerateSerializer, Alias("Tests.OwnException")]
public sealed class OwnException : Exception
{
    public OwnException()
    {
    }

    public OwnException(string message)
        : base(message)
    {
    }

    public OwnException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    [Id(0)]
    public int Code { get; init; }
}
