namespace Platform.Commits;

/// <summary>What kind of principal asked. The numbers travel and are stored: never reuse one.</summary>
public enum ActorKind
{
    System = 1,
    PlatformAdmin = 2,
    Member = 3,
    ApiKey = 4,
    Vendor = 5,
    Customer = 6,
    Call = 7,
    Provider = 8,
}

/// <summary>Who asked: the kind of principal and its id. Never a name or a number of a person.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Actor")]
public sealed record Actor([property: Id(0)] ActorKind Kind, [property: Id(1)] string Id)
{
    /// <summary>The platform itself: due work, consumers, expiry.</summary>
    public static Actor System { get; } = new(ActorKind.System, "system");

    /// <summary>As stored and logged: <c>member:0190…</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Id}";
}
