using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;
using Platform.Sites;

namespace Platform.Compatibility;

/// <summary>The reading of a web site that comes with a setup. The same setup again names the same reading, until a
/// person has put it aside or it has failed.</summary>
internal static class OlderSiteReading
{
    public static async Task<SiteImport> StartAsync(
        VersionedShop shop, Caller caller, CommandHeaders headers, IGrainFactory grains, ISiteFindings findings,
        HttpContext http)
    {
        var address = shop.Shop.Details.WebsiteUrl!;
        if (await LastAsync() is { } known && known.Address == address
            && known.Status is not (SiteImportStatus.Failed or SiteImportStatus.Dismissed))
        {
            return known;
        }

        // Each setup is a version of its shop, so a setup that is sent again meets the import that it began.
        var id = NameBasedId.Of("site-import-of-setup", $"{shop.Shop.Id:N}", $"{shop.Version}");
        var outcome = await GrainRetry.Once(() => grains
            .GetGrain<ISiteImportGrain>(GrainKey.Of(caller.AccountId, id))
            .Start(shop.Shop.Id, address, caller.Command("site-imports.start", headers)));
        return outcome.Refusal switch
        {
            null => outcome.Import!.Import,
            SiteImportRefusal.AlreadyRunning when await LastAsync() is { } running => running,
            var refusal => throw new InvalidOperationException($"The reading of a setup was refused: {refusal}."),
        };

        async Task<SiteImport?> LastAsync() =>
            (await findings.ListAsync(caller.AccountId, shop.Shop.Id, null, 1, http.RequestAborted)).Value
                is [var last, ..] ? last.Import : null;
    }
}
