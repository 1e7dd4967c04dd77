using Platform.Commits;

namespace Platform.Shops;

/// <summary>The only one who says in which shop a number rings.</summary>
[GrainType("phone-number")]
internal sealed class PhoneNumberGrain(
    [PersistentState("phone_numbers", "platform")] IPersistentState<Stored<PhoneNumber>> state)
    : Grain, IPhoneNumberGrain
{
    private readonly Commit<PhoneNumber> _commit = new(state);

    public Task<NumberOwner?> Find() => Task.FromResult(_commit.Committed?.Owner);

    public async Task<bool> Claim(NumberOwner owner, Command command)
    {
        if (!ShopRules.MayClaim(_commit.Committed, owner))
            return false;

        if (_commit.Committed?.Owner != owner)
            await _commit.Write(new PhoneNumber(owner), command, []);
        return true;
    }

    public async Task Release(NumberOwner owner, Command command)
    {
        if (_commit.Committed?.Owner == owner)
            await _commit.Write(new PhoneNumber(Owner: null), command, []);
    }
}
