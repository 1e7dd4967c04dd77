using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;
using Platform.Live;
using Platform.Shops;

namespace Platform.Sites;

/// <summary>The only writer of one import. That it is to be read stands in the row, so a crash forgets none.</summary>
[GrainType(Type)]
internal sealed partial class SiteImportGrain(
    [PersistentState("site_imports", "platform")] IPersistentState<Stored<SiteImport>> state,
    SiteReader sites, ISiteFindings findings, TimeProvider clock, ILogger<SiteImportGrain> logger)
    : Grain, ISiteImportGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "site-import";

    private const string OneUnderWay = "site_imports_one_under_way";
    private const long NoVersion = 0; // Of a shop: what is there has one from 1 on.

    private readonly Commit<SiteImport> _commit = new(state);

    public Task<Snapshot<VersionedSiteImport?>> Find() =>
        Task.FromResult(new Snapshot<VersionedSiteImport?>(Current(), _commit.Position));

    public async Task<SiteImportOutcome> Start(Guid shopId, string address, Command command)
    {
        if (_commit.Committed is { } known)
        {
            return known.RequestHash == command.RequestHash
                ? Answer(isReplayed: true)
                : SiteImportRefusal.KeyReused;
        }

        try
        {
            var started = SiteImportRules.Start(
                this.GetPrimaryKeyString(), shopId, address, command, clock.GetUtcNow());
            return await Save(started, command);
        }
        catch (CommitRefusedException refused) when (refused.Constraint == OneUnderWay)
        {
            return SiteImportRefusal.AlreadyRunning;
        }
    }

    public async Task<SiteImportOutcome> Accept(
        ImmutableArray<string> candidates, long? version, long? shopVersion, Command command)
    {
        if (_commit.Committed is not { } import)
            return SiteImportRefusal.NotFound;
        if (import.Status == SiteImportStatus.Accepted && import.Taken.SequenceEqual(candidates))
            return Answer(isReplayed: true);
        if (SiteImportRules.Next(import.Status, SiteImportAction.Accept) is null)
            return SiteImportRefusal.WrongStatus;
        if (version is not null && version != _commit.Version)
            return SiteImportRefusal.VersionDiffers;

        var found = await findings.FindAsync(import.AccountId, import.Id, CancellationToken.None);
        // The shop first: taking the same once more changes nothing, and a choice that is lost could not be seen.
        if (await Put(import, found.Value, candidates, shopVersion, command) is { } refusal)
            return refusal;
        var next = SiteImportRules.Move(import, SiteImportAction.Accept, clock.GetUtcNow());
        return await Save(next with { Taken = candidates }, command);
    }

    public async Task<SiteImportOutcome> Dismiss(long? version, Command command)
    {
        if (_commit.Committed is not { } import)
            return SiteImportRefusal.NotFound;
        if (import.Status == SiteImportStatus.Dismissed)
            return Answer(isReplayed: true);
        if (SiteImportRules.Next(import.Status, SiteImportAction.Dismiss) is null)
            return SiteImportRefusal.WrongStatus;
        if (version is not null && version != _commit.Version)
            return SiteImportRefusal.VersionDiffers;
        var outcome = await Save(
            SiteImportRules.Move(import, SiteImportAction.Dismiss, clock.GetUtcNow()), command);
        StopReading();
        return outcome;
    }

    private Guid Account => GrainKey.AccountOf(this.GetPrimaryKeyString())!.Value;

    private IShopGrain ShopOf(SiteImport import) =>
        GrainFactory.GetGrain<IShopGrain>(GrainKey.Of(import.AccountId, import.ShopId));

    // Through the shop's own change, as if the person had typed it, on the version that it was decided on.
    private async Task<SiteImportOutcome?> Put(
        SiteImport import, ImmutableArray<SiteCandidate> found, ImmutableArray<string> chosen, long? shopVersion,
        Command command)
    {
        var shop = ShopOf(import);
        if ((await shop.Find()).Value is not { } known)
            return SiteImportRefusal.NotFound;
        var isSeen = shopVersion is null || shopVersion == known.Version;
        var (next, wrong) = SiteMerge.Into(known.Shop, found, chosen);
        if (next is null)
        {
            return isSeen
                ? (SiteImportOutcome)SiteImportRefusal.WrongCandidates with { Wrong = wrong }
                : SiteImportRefusal.ShopVersionDiffers;
        }

        // Who takes what a site says takes it for the shop's own.
        next = next with { WebsiteUrl = import.Address };
        if (next == known.Shop.Details)
            return null;
        // Under a key of the version that the person saw: when the import's own save fails, the repetition finds that
        // the shop was changed by this very choice.
        var change = command with
        {
            Operation = "site-imports.accept/shop",
            Key = shopVersion is { } seen
                ? string.Create(CultureInfo.InvariantCulture, $"{import.Id:N}/{seen}") : null,
            RequestHash = NameBasedId.Of([.. chosen]).ToString("N"),
        };
        var outcome = await shop.Change(next, isSeen ? known.Version : NoVersion, change);
        return outcome.Refusal switch
        {
            null => null,
            ShopRefusal.VersionDiffers or ShopRefusal.KeyReused => SiteImportRefusal.ShopVersionDiffers,
            ShopRefusal.NotFound => SiteImportRefusal.NotFound,
            { } other => throw new InvalidOperationException($"The shop refused what its site says: {other}."),
        };
    }

    private VersionedSiteImport? Current() =>
        _commit.Committed is { } import ? new VersionedSiteImport(import, _commit.Version) : null;

    private SiteImportOutcome Answer(bool isReplayed = false) =>
        new(Current(), _commit.Position, Refusal: null, isReplayed);

    private async Task<SiteImportOutcome> Save(SiteImport next, Command command, ImmutableArray<IRow> rows = default)
    {
        var body = new SiteImportMoved(
            next.ShopId, next.Id, SiteWords.Of(next.Status), next.Found, _commit.Version + 1);
        var happened = new PendingEvent(
            "shop.site_import_moved", $"shops/{next.ShopId:D}",
            JsonSerializer.Serialize(body, SiteJson.Default.SiteImportMoved), ["shops"]);
        await _commit.Write(next, command, [happened], rows);
        return Answer();
    }
}
