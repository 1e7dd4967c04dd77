using System.Collections.Immutable;
using System.Text.Json;
using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Sites;

/// <summary>What an import found.</summary>
internal sealed record SiteFindingsRow(
    Guid AccountId, Guid ImportId, ImmutableArray<SiteCandidate> Candidates) : IRow;

/// <summary>Where imports are kept: see <c>sql/0036_site_imports.sql</c>.</summary>
internal static class SiteTables
{
    public static StateTable<SiteImport> Imports { get; } = new(
        "site_imports", "site_imports", SiteJson.Default.SiteImport,
        new Column<SiteImport, Guid>("import_id", Uuid, import => import.Id),
        new Column<SiteImport, Guid>("shop_id", Uuid, import => import.ShopId),
        new Column<SiteImport, string>("status", Text, import => SiteWords.Of(import.Status)),
        new Column<SiteImport, DateTimeOffset>("created_at", Timestamptz, import => import.CreatedAt),
        new Column<SiteImport, DateTimeOffset?>("due_at", Timestamptz, import => import.DueAt))
    {
        GrainType = SiteImportGrain.Type,
    };

    public static RowTable<SiteFindingsRow> Findings { get; } = new(
        "site_findings", ["import_id"], replacesOnKey: false,
        new Column<SiteFindingsRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<SiteFindingsRow, Guid>("import_id", Uuid, row => row.ImportId),
        new Column<SiteFindingsRow, string>("candidates", Jsonb, row => JsonSerializer.Serialize(
            row.Candidates, SiteJson.Default.ImmutableArraySiteCandidate)));
}
