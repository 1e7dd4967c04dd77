using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Sites;

/// <summary>What refusals about imports mean over HTTP.</summary>
internal static class SiteProblems
{
    public static ProblemHttpResult From(SiteImportOutcome outcome) => outcome.Refusal!.Value switch
    {
        SiteImportRefusal.NotFound => Problems.NotFound("import"),
        SiteImportRefusal.KeyReused => Problems.KeyReused(),
        SiteImportRefusal.AlreadyRunning => Problems.Of(
            409, "site-import-running", "The shop's web site is being read already; wait for that, or dismiss it."),
        SiteImportRefusal.WrongStatus => Problems.Of(
            409, "site-import-not-ready", "The import does not stand where this can be done; read it again."),
        SiteImportRefusal.VersionDiffers => Problems.Of(
            412, "version-differs", "The import has moved on; read it again."),
        SiteImportRefusal.ShopVersionDiffers => Problems.Of(
            412, "version-differs", "The shop has moved on; read it again."),
        SiteImportRefusal.WrongCandidates => Problems.Invalid(
            [.. outcome.Wrong.Select(wrong => new FieldError($"/candidates/{wrong.Index}", wrong.Reason))]),
    };
}

/// <summary>The pages of this domain's problem codes.</summary>
internal static class SiteProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("site-import-running", 409, "The web site is being read already",
            "A shop's web site is read once at a time.",
            "Wait until the import that is under way is ready or has failed, or dismiss it."),
        new("site-import-not-ready", 409, "The import does not stand where this can be done",
            "Only what is ready can be accepted, and what was accepted or dismissed stays so.",
            "Read the import again; start another one where it is needed."),
    ];
}
