using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Shops;

/// <summary>What refusals about shops mean over HTTP.</summary>
internal static class ShopProblems
{
    public static ProblemHttpResult From(ShopRefusal refusal) => refusal switch
    {
        ShopRefusal.NotFound => Problems.NotFound("shop"),
        ShopRefusal.VersionDiffers =>
            Problems.Of(412, "version-differs", "The shop has moved on; read it again."),
        ShopRefusal.KeyReused => Problems.KeyReused(),
        ShopRefusal.LocationIdTaken =>
            Problems.Of(409, "location-id-taken", "Another shop of this account has this legacy_location_id."),
        ShopRefusal.NumberTaken =>
            Problems.Of(409, "number-taken", "This number rings in another shop of the platform."),
        ShopRefusal.NumberNotHere => Problems.NotFound("number"),
        ShopRefusal.TooManyNumbers =>
            Problems.Of(409, "too-many-numbers", $"A shop has at most {Shop.NumbersMax} numbers."),
    };
}

/// <summary>The pages of this domain's problem codes.</summary>
internal static class ShopProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("location-id-taken", 409, "The location id is taken",
            "Another shop of the account has this legacy_location_id.", "Choose another one, or none."),
        new("number-taken", 409, "The number rings elsewhere",
            "A number belongs to one shop of the platform.", "Remove it from the other shop first."),
        new("too-many-numbers", 409, "The shop has too many numbers",
            "The limit of numbers of one shop is reached.", "Remove one that is not used."),
        new("too-many-credentials", 409, "Two secrets are valid already",
            "During a rotation the old and the new secret are valid; a third one is not.", "Remove the old one."),
        new("webhook-refused", 403, "The webhook is not believed",
            "It is not signed by a provider's account that is known here, or the signature is wrong.",
            "Check PublicBaseUrl and the provider's credentials."),
    ];
}
