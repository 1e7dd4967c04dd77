using System.Text.Json.Nodes;

namespace Platform.Faults;

/// <summary>F22. The owner of one account asks every route for what belongs to another.</summary>
internal static class ForeignRequests
{
    private const string Canary = "Quentinella";
    private const int AtOnce = 8;

    // They end or change the session that asks.
    private static readonly string[] OfTheCaller =
        ["/api/v1/auth/", "/api/v1/me", "/api/v1/sessions", "/api/v1/invitations/accept"];

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var one = await Tenants.OwnerAsync(scene, "one");
        var two = await Tenants.OwnerAsync(scene, "two");
        var me = (await one.AskAsync(HttpMethod.Get, "/api/v1/me")).Expect(200);
        var account = me["accounts"]![0]!["account_id"]!.ToString();
        await FillAsync(scene, one);
        var rows = new TenantRows(scene.Ledger, account);
        await rows.SettleAsync();
        var ids = await rows.IdsAsync();
        var before = await rows.AllAsync();

        var routes = Route.All((await two.AskAsync(HttpMethod.Get, "/openapi/v1.json")).Expect(200))
            .Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal))
            .Where(route => !OfTheCaller.Any(own => route.Path.StartsWith(own, StringComparison.Ordinal))).ToArray();
        var promises = new Promises();
        var (asked, hidden) = (0, 0);
        var perRoute = Form.Rounds(shortForm: 6, longForm: 1_000);
        await Parallel.ForEachAsync(
            routes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (route, _) =>
            {
                var random = new Random(Form.Seed + route.Path.Length);
                var chosen = route.HasPlace ? ids.OrderBy(_ => random.Next()).Take(perRoute).ToArray() : [""];
                foreach (var id in chosen)
                {
                    await JudgeAsync(
                        route, id, "as himself", await SendAsync(two, route, id),
                        mayAnswer: route.IsPublic || id == "");
                    await JudgeAsync(
                        route, id, "naming the account", await SendAsync(two, route, id, ("X-Account", account)),
                        mayAnswer: route.IsPublic);
                }
            });

        var after = await rows.AllAsync();
        var changed = before.Except(after).Concat(after.Except(before)).Select(row => row[..Math.Min(row.Length, 90)]);
        var seen = await rows.SeenByAsync(scene.ConnectionString, other: Guid.NewGuid().ToString());
        return promises
            .Keep(routes.Length > 60, $"only {routes.Length} routes were found")
            .None([.. changed], "rows of the other account were changed")
            .None(seen, "tables show rows of another account to the role that reads")
            .After(
                asked,
                $"{asked} requests to all {routes.Length} routes with {ids.Count} ids of another "
                + "account: no word of it "
                + $"came back, {hidden} answers were 404, none of its rows changed, no table shows it to another");

        Task JudgeAsync(Route route, string id, string how, Answer answer, bool mayAnswer)
        {
            lock (promises)
            {
                asked++;
                hidden += answer.Status == 404 ? 1 : 0;
                var place = $"{route} {id} {how}";
                promises
                    .Keep(
                        !answer.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase),
                        $"{place} tells: {answer.Text}")
                    .Keep(answer.Status != 500, $"{place} breaks: {answer.Text}")
                    .Keep(
                        mayAnswer || answer.Status is < 200 or > 299,
                        $"{place} answers {answer.Status} {answer.Text}");
            }

            return Task.CompletedTask;
        }
    }

    private static Task<Answer> SendAsync(
        HttpClient by, Route route, string id, params (string Name, string Value)[] headers) => by.AskAsync(
        route.Method, route.At(id), route.Body, Guid.NewGuid().ToString(), [("If-Match", "\"1\""), .. headers]);

    // One of everything, each with the canary in it.
    private static async Task FillAsync(Scene scene, HttpClient one)
    {
        var phone = await Telephone.InstallAsync(scene, one, "+12125550100");
        await phone.PostAsync(Telephone.Voice, phone.Form(Telephone.NewCallSid(), "ringing"));
        var shop = await one.ShopAsync(Canary);
        await one.ItemAsync(shop, pieces: 5);
        await Orders.CompleteAsync(one, shop);
        var order = (await one.CreateAsync("/api/v1/orders", new
        {
            kind = "service",
            shop_id = shop,
            customer = new { name = Canary, phone = "+15550123456" },
            address = new { raw = $"7 {Canary} Lane" },
            service_label = "AC Repair",
            description = Canary,
            estimated_value = 10,
        })).Expect(201);
        (await one.CreateAsync($"/api/v1/orders/{order["id"]}/notes", new { text = Canary })).Expect(200);
        (await one.CreateAsync("/api/v1/vendors", new
        {
            name = Canary,
            email = $"{Canary}@crew.test",
            status = "approved",
        })).Expect(201);
        (await one.CreateAsync(
            "/api/v1/api-keys", new { name = Canary, scopes = new[] { "orders:read" } })).Expect(201);
        (await one.CreateAsync("/api/v1/invitations", new { email = $"{Canary}@x.test", role = "staff" })).Expect(201);
    }
}

/// <summary>A route of the published document, with the example of its body.</summary>
internal sealed record Route(HttpMethod Method, string Path, JsonNode? Body, bool IsPublic)
{
    // Whoever has an order's number may ask how far it is, and hears no more than that.
    private const string Tracking = "/track/";

    /// <summary>Whether something is named in its path.</summary>
    public bool HasPlace => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>Every route of the document.</summary>
    public static IEnumerable<Route> All(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete"
        let content = operation.Value!["requestBody"]?["content"]?["application/json"]
        select new Route(
            HttpMethod.Parse(operation.Key), path.Key,
            content is null ? null : content["example"] ?? new JsonObject(),
            path.Key.Contains(Tracking, StringComparison.Ordinal));

    /// <summary>Its address with this id in every place.</summary>
    public string At(string id) => System.Text.RegularExpressions.Regex.Replace(Path, @"\{[^}]+\}", id);

    public override string ToString() => $"{Method} {Path}";
}
