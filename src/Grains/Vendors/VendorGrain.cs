using Platform.Commits;
using Platform.Ids;

namespace Platform.Vendors;

/// <summary>The only one who says whether a vendor is there.</summary>
[GrainType("vendor")]
internal sealed class VendorGrain(
    [PersistentState("vendors", "platform")] IPersistentState<Stored<VendorPresence>> state, TimeProvider clock)
    : Grain, IVendorGrain
{
    private readonly Commit<VendorPresence> _commit = new(state);

    public Task<VendorPresence?> Find() => Task.FromResult(_commit.Committed);

    public async Task<VendorPresence> Show(bool online, double? latitude, double? longitude, Command command)
    {
        var id = GrainKey.IdOf(this.GetPrimaryKeyString());
        var next = RosterRules.Show(_commit.Committed, id, online, latitude, longitude, clock.GetUtcNow());
        await _commit.Write(next, command, []);
        return next;
    }
}
