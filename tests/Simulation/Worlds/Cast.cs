using System.Collections.Immutable;
using Platform.Commits;
using Platform.Live;

namespace Platform.Simulation;

/// <summary>Who there is in every seed: two businesses, one shop each, up to three vendors who work for
/// both.</summary>
internal sealed class Cast
{
    public const string Zone = "America/New_York";
    public const string PostalCode = "10001";
    public const string Phone = "+12125550123";

    public static readonly ImmutableArray<Guid> Accounts =
        [new("0198a000-0000-7000-8000-000000000001"), new("0198a000-0000-7000-8000-000000000005")];

    public static readonly ImmutableArray<Guid> Vendors =
    [
        new("0198b000-0000-7000-8000-000000000001"), new("0198b000-0000-7000-8000-000000000002"),
        new("0198b000-0000-7000-8000-000000000003"),
    ];

    /// <summary>Who runs both businesses; the first one founded them.</summary>
    public static readonly ImmutableArray<Guid> Owners =
        [new("0198d000-0000-7000-8000-000000000011"), new("0198d000-0000-7000-8000-000000000012")];

    public static readonly Guid Shop = new("0198c000-0000-7000-8000-000000000001");

    /// <summary>What the second shop has in stock, in the order in which orders ask for it. Few of each: who wants
    /// several may not get them.</summary>
    public static readonly ImmutableArray<Guid> Items =
    [
        new("0198e000-0000-7000-8000-000000000001"), new("0198e000-0000-7000-8000-000000000002"),
        new("0198e000-0000-7000-8000-000000000003"),
    ];

    /// <summary>Whose the stock is.</summary>
    public static Guid StockAccount => Accounts[1];

    /// <summary>The lanes of the log that their events are in.</summary>
    public IReadOnlyList<int> Lanes { get; } = [.. Accounts.Select(id => (int)Lane.Of(id)).Distinct().Order()];

    public static Actor Staff { get; } = new(ActorKind.Member, "0198d000000070008000000000000001");

    public static Actor Customer { get; } = new(ActorKind.Customer, "0198d000000070008000000000000002");

    public static Actor Owner(Guid id) => new(ActorKind.Member, id.ToString("N"));

    public static Actor Vendor(Guid id) => new(ActorKind.Vendor, id.ToString("D"));
}
