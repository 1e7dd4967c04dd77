using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Ids;
using Platform.Secrets;
using Platform.Shops;

namespace Platform.Accounts;

/// <summary>API keys of an account.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(Policies.KeysManage);
        keys.MapGet("", List).WithExample(response: AccountExamples.ApiKeys);
        keys.MapPost("", Create).CreatesWithKey().WithExample(
            new CreateApiKeyRequest("Website", [Policies.OrdersRead, Policies.OrdersWrite]),
            AccountExamples.ApiKeySecret);
        keys.MapPost("/{id:guid}/reroll", Reroll).CreatesWithKey().WithExample(
            new RerollApiKeyRequest(OverlapSeconds: 3600), AccountExamples.ApiKeySecret);
        keys.MapDelete("/{id:guid}", Revoke).WithExample();
    }

    private static async Task<Ok<Page<ApiKeyAnswer>>> List(
        PageRequest page, Caller caller, IAccountReader reader, Cursors cursors, HttpContext http)
    {
        var filters = $"api-keys|{caller.AccountId}";
        var found = await reader.ApiKeysAsync(
            caller.AccountId, cursors.ReadTimed(page.Cursor, filters), page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(new Page<ApiKeyAnswer>(
            [
                .. found.Value.Select(row => new ApiKeyAnswer(
                    row.ApiKeyId, row.Name, row.Prefix, row.Scopes, row.ShopId, row.CreatedAt, row.ExpiresAt,
                    row.RevokedAt,
                    row.LastUsedAt)),
            ],
            found.Value.Count < page.Limit
                ? null
                : cursors.WriteTimed(filters, found.Value[^1].CreatedAt, found.Value[^1].ApiKeyId)));
    }

    private static async Task<Results<Created<ApiKeySecretAnswer>, ProblemHttpResult>> Create(
        CreateApiKeyRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, Tokens tokens,
        IKeyRing ring, TimeProvider clock, HttpContext http)
    {
        if (request.ExpiresAt <= clock.GetUtcNow())
            return Problems.Invalid("/expires_at", "must be in the future");
        if (await ShopEndpoints.NotOursAsync(request.ShopId, caller, grains) is { } notOurs)
            return notOurs;
        var id = NameBasedId.Of(
            "api-key", caller.AccountId.ToString(), caller.Actor.ToString(), headers.IdempotencyKey!);
        var secret = tokens.ApiKey(ring.CurrentId, id, generation: 1);
        var asked = new NewApiKey(
            request.Name, Tokens.PrefixOf(id), tokens.Pepper(ring.CurrentId, secret), [.. request.Scopes.Distinct()],
            request.ShopId, request.ExpiresAt);
        var outcome = await GrainRetry.Once(() => Grain(grains, caller, id).Create(
            caller.Command("api_keys.create", headers), asked));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        return TypedResults.Created($"/api/v1/api-keys/{id}", Shown(outcome, tokens, http));
    }

    private static async Task<Results<Ok<ApiKeySecretAnswer>, ProblemHttpResult>> Reroll(
        Guid id, RerollApiKeyRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        Tokens tokens,
        IKeyRing ring, Identities identities, HttpContext http)
    {
        var grain = Grain(grains, caller, id);
        if (await grain.View() is not { } key)
            return AccountProblems.From(ApiKeyRefusal.Unknown);
        var generation = key.Generation + 1;
        var secret = tokens.ApiKey(ring.CurrentId, id, generation);
        var reroll = new ApiKeyReroll(
            generation, tokens.Pepper(ring.CurrentId, secret), TimeSpan.FromSeconds(request.OverlapSeconds));
        var outcome = await GrainRetry.Once(() => grain.Reroll(caller.Command("api_keys.reroll", headers), reroll));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        identities.Revoke(id);
        return TypedResults.Ok(Shown(outcome, tokens, http));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id, Caller caller, CommandHeaders headers, IGrainFactory grains, Identities identities)
    {
        var outcome = await GrainRetry.Once(
            () => Grain(grains, caller, id).Revoke(caller.Command("api_keys.revoke", headers)));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        identities.Revoke(id);
        return TypedResults.NoContent();
    }

    // The account is in the key, so another account's key is not there.
    private static IApiKeyGrain Grain(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<IApiKeyGrain>(GrainKey.Of(caller.AccountId, id));

    private static ApiKeySecretAnswer Shown(ApiKeyOutcome outcome, Tokens tokens, HttpContext http)
    {
        var key = outcome.Key!;
        if (outcome.IsReplay)
            http.SetReplayed();
        http.SetVersion(key.Version);
        var secret = tokens.ApiKey(Tokens.KeyIdOf(key.SecretHash), key.ApiKeyId, key.Generation);
        return new ApiKeySecretAnswer(
            key.ApiKeyId, key.Prefix, secret, key.Name, key.Scopes, key.ShopId, key.ExpiresAt);
    }
}
