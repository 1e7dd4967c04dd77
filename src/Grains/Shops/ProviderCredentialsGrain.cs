using Platform.Commits;
using Platform.Ids;

namespace Platform.Shops;

/// <summary>The only writer of an account's secrets for one account at a provider. It never sees a secret in the
/// clear.</summary>
[GrainType("provider-credentials")]
internal sealed class ProviderCredentialsGrain(
    [PersistentState("provider_credentials", "platform")] IPersistentState<Stored<ProviderCredentials>> state,
    TimeProvider clock)
    : Grain, IProviderCredentialsGrain
{
    private readonly Commit<ProviderCredentials> _commit = new(state);

    public Task<ProviderCredentials?> Find() => Task.FromResult(_commit.Committed);

    public async Task<CredentialOutcome> Add(
        ProviderKind provider, string externalAccountId, Guid id, string cipher, Command command)
    {
        var kept = _commit.Committed ?? new ProviderCredentials(
            GrainKey.AccountOf(this.GetPrimaryKeyString())!.Value, provider, externalAccountId, []);
        var next = ShopRules.AddSecret(kept, new ProviderSecret(id, cipher, clock.GetUtcNow()));
        if (next is null)
            return new CredentialOutcome(null, _commit.Position);

        if (!ReferenceEquals(next, kept))
            await _commit.Write(next, command, []);
        return new CredentialOutcome(next.Secrets.Single(secret => secret.Id == id), _commit.Position);
    }

    public async Task<bool> Remove(Guid id, Command command)
    {
        if (_commit.Committed is not { } kept || kept.Secrets.All(secret => secret.Id != id))
            return false;

        await _commit.Write(kept with { Secrets = kept.Secrets.RemoveAll(secret => secret.Id == id) }, command, []);
        return true;
    }
}
