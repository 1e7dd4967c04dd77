using Platform.Accounts;
using Platform.Http;

namespace Platform.Shops;

/// <summary>A page of the shops that a caller sees, by their names.</summary>
/// <param name="Next">The cursor of the next one, or null.</param>
internal sealed record ShopPage(IReadOnlyList<VersionedShop> Shops, string? Next)
{
    /// <exception cref="ProblemException">400 <c>invalid-cursor</c>.</exception>
    public static async Task<ShopPage> ReadAsync(
        PageRequest page, Caller caller, IShopReader reader, Cursors cursors, HttpContext http)
    {
        var filters = $"shops|{caller.AccountId}|{caller.ShopId}";
        var after = cursors.ReadNamed(page.Cursor, filters) is { } key ? new ShopCursor(key.Name, key.Id) : null;
        var found = await reader.ListAsync(caller.AccountId, caller.ShopId, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1].Shop : null;
        return new(
            found.Value, last is null ? null : cursors.WriteNamed(filters, last.Details.Name, last.Id));
    }
}
