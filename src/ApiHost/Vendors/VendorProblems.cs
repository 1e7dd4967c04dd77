using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Vendors;

/// <summary>What refusals about the roster mean over HTTP.</summary>
internal static class VendorProblems
{
    public static ProblemHttpResult From(RosterRefusal refusal) => refusal switch
    {
        RosterRefusal.NotFound => Problems.NotFound("vendor"),
        RosterRefusal.VersionDiffers =>
            Problems.Of(412, "version-differs", "The vendor has moved on; read it again."),
        RosterRefusal.KeyReused => Problems.KeyReused(),
        RosterRefusal.OnRosterAlready =>
            Problems.Of(409, "vendor-on-roster", "Somebody with this e-mail is on the roster already."),
        RosterRefusal.ExternalIdTaken =>
            Problems.Of(409, "external-id-taken", "Another vendor of this account has this external_id."),
    };
}

/// <summary>The pages of this domain's problem codes.</summary>
internal static class VendorProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("vendor-on-roster", 409, "The vendor is on the roster already",
            "A person stands on an account's roster once.", "Change the entry that is there."),
        new("external-id-taken", 409, "The external id is taken",
            "Another vendor of the account has this external_id.", "Choose another one, or none."),
    ];
}
