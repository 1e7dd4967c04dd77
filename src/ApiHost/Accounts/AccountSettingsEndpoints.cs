using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>What the account that somebody acts for decides for itself.</summary>
internal static class AccountSettingsEndpoints
{
    public static void MapAccountSettings(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Accounts").RequireAuthorization(Policies.MembersManage);
        account.MapGet("", Get).WithExample(response: Example);
        account.MapPatch("", Change).ChangesWithVersion().WithExample(
            new AccountSettingsRequest(TranscriptDays: 90), Example with { TranscriptDays = 90, Version = 8 });
    }

    private static AccountSettingsAnswer Example { get; } = new(
        new("0190a001-0000-7000-8000-000000000001"), "Northside Repairs", TranscriptDays: 365, Version: 7);

    private static async Task<Results<Ok<AccountSettingsAnswer>, ProblemHttpResult>> Get(
        Caller caller, IGrainFactory grains, HttpContext http) =>
        await Grain(caller, grains).View() is { } account
            ? Answer(account, http)
            : Problems.NotFound("account");

    private static async Task<Results<Ok<AccountSettingsAnswer>, ProblemHttpResult>> Change(
        AccountSettingsRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        // Whoever is bound to a shop does not decide for the others.
        if (caller.ShopId is not null)
            return Problems.Of(403, "forbidden", "Only who acts for the whole account changes its settings.");
        var settings = new AccountSettings(request.TranscriptDays);
        var outcome = await GrainRetry.Once(() => Grain(caller, grains).ChangeSettings(
            caller.Command("account.settings", headers), settings, headers.IfMatch));
        if (outcome.Refusal is { } refusal)
            return AccountProblems.From(refusal);
        if (outcome.IsReplay)
            http.SetReplayed();
        return Answer(outcome.Account!, http);
    }

    private static Ok<AccountSettingsAnswer> Answer(AccountView account, HttpContext http)
    {
        http.SetPosition(account.Position);
        http.SetVersion(account.Version);
        return TypedResults.Ok(new AccountSettingsAnswer(
            account.AccountId, account.Name, account.Settings.TranscriptDays, account.Version));
    }

    private static IAccountGrain Grain(Caller caller, IGrainFactory grains) =>
        grains.GetGrain<IAccountGrain>(caller.AccountId.ToString("N"));
}

/// <param name="TranscriptDays">How long the words of calls are kept, in days.</param>
public sealed record AccountSettingsRequest(int TranscriptDays) : IChecked
{
    internal static string TranscriptDaysRule { get; } =
        $"must be from {AccountSettings.TranscriptDaysMin} to {AccountSettings.TranscriptDaysMax}";

    public void Check(FieldErrors errors) => errors.Require(
        TranscriptDays is >= AccountSettings.TranscriptDaysMin and <= AccountSettings.TranscriptDaysMax,
        "/transcript_days", TranscriptDaysRule);
}

public sealed record AccountSettingsAnswer(Guid AccountId, string Name, int TranscriptDays, long Version);

/// <summary>JSON of the account's settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AccountSettingsRequest))]
[JsonSerializable(typeof(AccountSettingsAnswer))]
internal sealed partial class AccountSettingsJson : JsonSerializerContext;
