using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>The only writer of one API key: decide, commit, and only then believe.</summary>
[GrainType("api_key")]
internal sealed class ApiKeyGrain(
    [PersistentState("api_keys", "platform")] IPersistentState<Stored<ApiKey>> state,
    IReceipts receipts,
    TimeProvider clock)
    : Grain, IApiKeyGrain
{
    private const int Created = 201;
    private const int Done = 200;

    private readonly Commit<ApiKey> _commit = new(state);
    private readonly IReceipts _receipts = receipts;
    private readonly TimeProvider _clock = clock;

    public Task<ApiKeyView?> View() => Task.FromResult(Shown());

    public async Task<ApiKeyOutcome> Create(Command command, NewApiKey key)
    {
        // The key's id follows from the command, so a key that exists was made by this very command.
        if (_commit.Committed is not null)
        {
            return await _receipts.FindEarlier(command) is { } receipt
                ? Again(receipt, command)
                : new ApiKeyOutcome(Shown(), null, IsReplay: true);
        }

        var grainKey = this.GetPrimaryKeyString();
        var decision = ApiKeyRules.Create(
            GrainKey.AccountOf(grainKey)!.Value, GrainKey.IdOf(grainKey), key, _clock.GetUtcNow());
        return await Execute(command, decision, Created);
    }

    public Task<ApiKeyOutcome> Reroll(Command command, ApiKeyReroll reroll) =>
        Known(command, key => ApiKeyRules.Reroll(key, reroll, _clock.GetUtcNow()));

    public Task<ApiKeyOutcome> Revoke(Command command) =>
        Known(command, key => ApiKeyRules.Revoke(key, _clock.GetUtcNow()));

    private async Task<ApiKeyOutcome> Known(Command command, Func<ApiKey, ApiKeyDecision> decide)
    {
        if (_commit.Committed is null)
            return ApiKeyRefusal.Unknown;
        if (await _receipts.FindEarlier(command) is { } receipt)
            return Again(receipt, command);
        return await Execute(command, decide(_commit.Committed), Done);
    }

    private async Task<ApiKeyOutcome> Execute(Command command, ApiKeyDecision decision, int status)
    {
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Next is null)
            return new ApiKeyOutcome(Shown(), null);

        try
        {
            var receipt = command.ReceiptOf(status, decision.Next.Id, _commit.Version + 1);
            await _commit.Write(decision.Next, command, decision.Events, decision.Rows, receipt);
            return new ApiKeyOutcome(Shown(), null);
        }
        catch (DuplicateCommandException duplicate) when (duplicate.Receipt is not null)
        {
            return Again(duplicate.Receipt, command);
        }
    }

    private ApiKeyOutcome Again(Receipt receipt, Command command) =>
        receipt.IsOf(command) ? new ApiKeyOutcome(Shown(), null, IsReplay: true) : ApiKeyRefusal.KeyReused;

    private ApiKeyView? Shown()
    {
        if (_commit.Committed is not { } key)
            return null;
        var newest = key.Secrets[^1];
        return new ApiKeyView(
            key.Id, key.Name, key.Prefix, key.Scopes, key.ShopId, key.ExpiresAt, key.CreatedAt, key.RevokedAt,
            newest.Generation, newest.Hash, _commit.Version);
    }
}
