using Platform.Accounts;
using Platform.Analytics;
using Platform.Api;
using Platform.Backups;
using Platform.Calls;
using Platform.Compatibility;
using Platform.Consumers;
using Platform.Customers;
using Platform.Dispatch;
using Platform.Live;
using Platform.Orders;
using Platform.Shops;
using Platform.Sites;
using Platform.Stock;
using Platform.Vendors;

namespace Platform.Http;

/// <summary>What becomes of a request of another account. One line for every route that is not public; a route without
/// one fails the test. Add a domain's list to <see cref="All"/>.</summary>
internal static class ForeignCases
{
    /// <summary>Cases by route: <c>GET /api/v1/members</c>, as the route is written in the source.</summary>
    public static IReadOnlyDictionary<string, ForeignCase> All { get; } = new[]
    {
        AccountCases.All,
        AnalyticsCases.All,
        CallCases.All,
        CustomerCases.All,
        DeadLetterCases.All,
        DispatchCases.All,
        LiveCases.All,
        OlderCases.All,
        OrderCases.All,
        ShopCases.All,
        SiteImportCases.All,
        SnapshotCases.All,
        StockCases.All,
        VendorCases.All,
    }.SelectMany(cases => cases).ToDictionary(StringComparer.Ordinal);

    /// <summary>The route names an object. The foreign owner's request for one of ours is 404, like one that never
    /// was.</summary>
    /// <param name="pathOf">Makes an object with <c>api.Owner</c> and answers the path to it.</param>
    public static ForeignCase Hidden(Func<ApiFixture, Task<string>> pathOf, object? body = null) =>
        new(async (api, method) =>
    {
        var path = await pathOf(api);
        var answer = await api.Foreign.SendAsync(
            method, path, body, ("Idempotency-Key", Guid.NewGuid().ToString()), ("If-Match", "\"1\""));
        await answer.ProblemAsync(404, "not-found");
    });

    /// <summary>The route lists. The foreign owner's list does not hold what ours does.</summary>
    /// <param name="markOf">Makes an object with <c>api.Owner</c> and answers a text that our list shows of it.</param>
    public static ForeignCase Listed(string path, Func<ApiFixture, Task<string>> markOf) => new(async (api, method) =>
    {
        var mark = await markOf(api);
        var ours = await (await api.Owner.SendAsync(method, path)).JsonAsync(200);
        Assert.Contains(mark, ours.ToJsonString(), StringComparison.Ordinal);
        var theirs = await (await api.Foreign.SendAsync(method, path)).JsonAsync(200);
        Assert.DoesNotContain(mark, theirs.ToJsonString(), StringComparison.Ordinal);
    });

    /// <summary>The route is not for members: the foreign owner is forbidden.</summary>
    public static ForeignCase Forbidden(string path, object? body = null) => new(async (api, method) =>
    {
        var answer = await api.Foreign.SendAsync(method, path, body, ("Idempotency-Key", Guid.NewGuid().ToString()));
        await answer.ProblemAsync(403, "forbidden");
    });

    /// <summary>The request can name nothing but the caller's own, so there is nothing foreign to reach: it is asked
    /// with our account in X-Account, which is 404.</summary>
    public static ForeignCase Own(string path, object? body = null) => new(async (api, method) =>
    {
        var answer = await api.Foreign.SendAsync(
            method, path, body, ("Idempotency-Key", Guid.NewGuid().ToString()), ("If-Match", "\"1\""),
            ("X-Account", api.AccountId.ToString()));
        await answer.ProblemAsync(404, "account-not-found");
    });
}

/// <summary>What is done to show that a route keeps accounts apart.</summary>
internal sealed record ForeignCase(Func<ApiFixture, HttpMethod, Task> Run);
