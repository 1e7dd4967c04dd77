using System.Collections.Immutable;
using System.Text.Json;
using Platform.Commits;
using Platform.Live;

namespace Platform.Shops;

/// <summary>The only writer of one shop.</summary>
[GrainType("shop")]
internal sealed class ShopGrain(
    [PersistentState("shops", "platform")] IPersistentState<Stored<Shop>> state, IReceipts receipts, TimeProvider clock)
    : Grain, IShopGrain
{
    private const string LocationIdConstraint = "shops_location_id_is_one_shops";
    private const int Changed = 200;

    private readonly Commit<Shop> _commit = new(state);

    public Task<Snapshot<VersionedShop?>> Find() =>
        Task.FromResult(new Snapshot<VersionedShop?>(Current(), _commit.Position));

    public async Task<ShopOutcome> Create(ShopDetails details, Command command)
    {
        if (_commit.Committed is { } shop)
        {
            return shop.RequestHash == command.RequestHash
                ? new ShopOutcome(Current(), _commit.Position, null, IsReplayed: true)
                : ShopRefusal.KeyReused;
        }

        return await Save(
            ShopRules.Create(this.GetPrimaryKeyString(), details, command.RequestHash, clock.GetUtcNow()), command);
    }

    public async Task<ShopOutcome> Change(ShopDetails details, long? version, Command command)
    {
        var (next, refusal) = ShopRules.Change(
            _commit.Committed, _commit.Version, details, version, clock.GetUtcNow());
        // A repetition finds the shop changed by its own first try.
        if (next is null && await receipts.FindEarlier(command) is { } earlier)
            return Again(earlier, command);
        return next is null
            ? refusal!.Value
            : await Save(next, command, command.ReceiptOf(Changed, next.Id, _commit.Version + 1));
    }

    public async Task<ShopOutcome> AddNumber(ShopNumber number, Command command)
    {
        var (next, refusal) = ShopRules.AddNumber(_commit.Committed, number, clock.GetUtcNow());
        if (next is null)
            return refusal!.Value;

        // Claimed first: a number that is listed here without ringing here would be the worse half of a crash.
        return await Number(number.E164).Claim(Owner(next), command)
            ? await Save(next, command)
            : ShopRefusal.NumberTaken;
    }

    public async Task<ShopOutcome> RemoveNumber(string e164, Command command)
    {
        var (next, refusal) = ShopRules.RemoveNumber(_commit.Committed, e164, clock.GetUtcNow());
        if (next is null)
            return refusal!.Value;

        await Number(e164).Release(Owner(next), command);
        return await Save(next, command);
    }

    private static NumberOwner Owner(Shop shop) => new(shop.AccountId, shop.Id);

    private IPhoneNumberGrain Number(string e164) => GrainFactory.GetGrain<IPhoneNumberGrain>(e164);

    private VersionedShop? Current() =>
        _commit.Committed is { } shop ? new VersionedShop(shop, _commit.Version) : null;

    private async Task<ShopOutcome> Save((Shop? Next, ShopRefusal? Refusal) decided, Command command) =>
        decided.Next is { } next ? await Save(next, command) : decided.Refusal!.Value;

    private ShopOutcome Again(Receipt earlier, Command command) =>
        earlier.IsOf(command) && _commit.Committed is not null
            ? new ShopOutcome(Current(), _commit.Position, null, IsReplayed: true)
            : ShopRefusal.KeyReused;

    private async Task<ShopOutcome> Save(Shop next, Command command, Receipt? receipt = null)
    {
        if (ReferenceEquals(next, _commit.Committed))
            return new ShopOutcome(Current(), _commit.Position, null, IsReplayed: true);

        var body = JsonSerializer.Serialize(
            new ShopChanged(next.Id, _commit.Version + 1), ShopJson.Default.ShopChanged);
        var happened = new PendingEvent("shop.changed", $"shops/{next.Id:D}", body, ["shops"]);
        try
        {
            await _commit.Write(next, command, ImmutableArray.Create(happened), receipt: receipt);
        }
        catch (DuplicateCommandException duplicate) when (duplicate.Receipt is { } earlier)
        {
            return Again(earlier, command);
        }
        catch (CommitRefusedException refused) when (refused.Constraint == LocationIdConstraint)
        {
            return ShopRefusal.LocationIdTaken;
        }

        return new ShopOutcome(Current(), _commit.Position, null);
    }
}
