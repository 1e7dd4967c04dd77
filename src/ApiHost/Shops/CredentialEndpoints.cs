using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Calls.Webhooks;
using Platform.Http;
using Platform.Ids;
using Platform.Secrets;

namespace Platform.Shops;

/// <summary>Third parties' secrets: entered, listed without the secret, removed.</summary>
internal static class CredentialEndpoints
{
    public static void MapCredentials(this IEndpointRouteBuilder api)
    {
        var credentials = api.MapGroup("/provider-credentials").WithTags("Shops")
            .RequireAuthorization(Policies.ShopsWrite);
        credentials.MapGet("", List).WithExample(response: ShopExamples.Credentials);
        credentials.MapPost("", Add).CreatesWithKey()
            .WithExample(ShopExamples.Credential, ShopExamples.CredentialAnswer);
        credentials.MapDelete("/{id:guid}", Remove).WithExample();
    }

    private static async Task<Ok<Page<CredentialAnswer>>> List(
        Caller caller, IProviderCredentialReader reader, HttpContext http)
    {
        var found = await reader.ListAsync(caller.AccountId, http.RequestAborted);
        return TypedResults.Ok(new Page<CredentialAnswer>(
            [.. found.SelectMany(kept => kept.Secrets.Select(secret => Answer(kept, secret)))], NextCursor: null));
    }

    private static async Task<Results<Created<CredentialAnswer>, ProblemHttpResult>> Add(
        CredentialRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, ISecretBox secrets,
        Credentials known, HttpContext http)
    {
        var provider = ProviderWords.Read(request.Provider)!.Value;
        var external = request.ExternalAccountId is { Length: > 0 } named ? named : ConfiguredCredentials.AnyAccount;
        var id = NameBasedId.Of(
            "credential", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        var cipher = secrets.Protect(request.Secret, CredentialKey.Context(id));
        var outcome = await GrainRetry.Once(() => grains
            .GetGrain<IProviderCredentialsGrain>(CredentialKey.Of(caller.AccountId, provider, external))
            .Add(provider, external, id, cipher, caller.Command("credentials.add", headers)));
        known.Forget();
        if (outcome.IsTooMany)
            return Problems.Of(409, "too-many-credentials", "Two secrets are valid already; remove one.");

        http.SetPosition(outcome.Position);
        return TypedResults.Created(
            $"/api/v1/provider-credentials/{id:D}",
            new CredentialAnswer(id, ProviderWords.Of(provider), external, outcome.Secret.CreatedAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id, Caller caller, CommandHeaders headers, IProviderCredentialReader reader, IGrainFactory grains,
        Credentials known, HttpContext http)
    {
        var kept = (await reader.ListAsync(caller.AccountId, http.RequestAborted))
            .FirstOrDefault(one => one.Secrets.Any(secret => secret.Id == id));
        if (kept is null)
            return Problems.NotFound("credential");

        await GrainRetry.Once(() => grains
            .GetGrain<IProviderCredentialsGrain>(
                CredentialKey.Of(caller.AccountId, kept.Provider, kept.ExternalAccountId))
            .Remove(id, caller.Command("credentials.remove", headers)));
        known.Forget();
        return TypedResults.NoContent();
    }

    private static CredentialAnswer Answer(ProviderCredentials kept, ProviderSecret secret) =>
        new(secret.Id, ProviderWords.Of(kept.Provider), kept.ExternalAccountId, secret.CreatedAt);
}
