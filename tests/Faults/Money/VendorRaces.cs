using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Platform.Faults;

/// <summary>F20. Several vendors accept the same job at once, and an owner cancels it while one accepts.</summary>
internal static class VendorRaces
{
    private const int Vendors = 3; // As many as the first wave asks.
    private const double TellSeconds = 1;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var owner = await Tenants.OwnerAsync(scene, "one");
        var shop = await owner.ShopAsync();
        var crew = new List<Vendor>();
        for (var n = 0; n < Vendors; n++)
            crew.Add(await Vendor.HireAsync(scene, owner, n));
        var rounds = Form.Rounds(shortForm: 12, longForm: 200);
        var promises = new Promises();
        var cancelledFirst = 0;
        var told = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            var order = (await owner.CreateAsync("/api/v1/orders", Job(shop))).Expect(201);
            var path = $"/api/v1/orders/{order["id"]}";
            await Until.IsSoAsync(
                async () => (await owner.AskAsync(HttpMethod.Get, $"{path}/offers")).Expect(200)["items"]!.AsArray()
                    .Count(offer => offer!["status"]!.ToString() == "offered") == Vendors,
                "an offer to each");
            if (round % 3 == 2)
                cancelledFirst += await CancelRaceAsync(owner, path, crew[0], promises) ? 1 : 0;
            else
                told.AddRange(await AcceptRaceAsync(path, crew, promises));
            await EndAsync(owner, path);
        }

        foreach (var vendor in crew)
            await vendor.Screen.DisposeAsync();
        told.Sort();
        var assigned = await scene.Ledger.ColumnAsync(
            "select subject from events where kind = 'order.assigned' group by subject having count(*) > 1");
        return promises
            .None(assigned, "orders were assigned twice")
            .Keep(told[^1] <= Form.Bar(TellSeconds), $"a loser heard of it after {told[^1].TotalSeconds:0.0} s")
            .After(
                rounds,
                $"{rounds} races of {Vendors} vendors or of one with the owner ({cancelledFirst} times the owner was "
                + "first): one winner each, everybody else is told that it is gone, by push after at the most "
                + $"{told[^1].TotalSeconds:0.00} s");
    }

    private static async Task<IEnumerable<TimeSpan>> AcceptRaceAsync(
        string path, List<Vendor> crew, Promises promises)
    {
        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(crew.Select(vendor => vendor.AcceptAsync(path)));
        var won = answers.Count(answer => answer.Status == 200);
        var lost = answers.Count(answer => answer.Status == 409 && answer.Of("code") == "offer-taken");
        promises.Keep((won, lost) == (1, Vendors - 1), $"{won} have it and {lost} were told that it is gone");
        var losers = crew.Where((_, n) => answers[n].Status != 200).ToArray();
        return await Task.WhenAll(losers.Select(loser => loser.ToldAsync(path, began)));
    }

    private static async Task<bool> CancelRaceAsync(HttpClient owner, string path, Vendor vendor, Promises promises)
    {
        var version = (await owner.AskAsync(HttpMethod.Get, path)).Of("version");
        var cancelling = owner.AskAsync(
            HttpMethod.Patch, $"{path}/status", new { status = "cancelled" }, key: null,
            ("If-Match", $"\"{version}\""));
        var accepting = vendor.AcceptAsync(path);
        var (cancelled, accepted) = (await cancelling, await accepting);
        var status = (await owner.AskAsync(HttpMethod.Get, path)).Of("status");
        promises
            .Keep((cancelled.Status == 200) != (accepted.Status == 200),
                $"cancelling got {cancelled.Status} and accepting {accepted.Status}")
            .Keep(status == (accepted.Status == 200 ? "accepted" : "cancelled"), $"the order is {status}");
        return cancelled.Status == 200;
    }

    // So that the winner is free for the next one.
    private static async Task EndAsync(HttpClient owner, string path)
    {
        var order = (await owner.AskAsync(HttpMethod.Get, path)).Expect(200);
        if (order["status"]!.ToString() == "accepted")
        {
            (await owner.AskAsync(
                HttpMethod.Patch, $"{path}/status", new { status = "cancelled" }, key: null,
                ("If-Match", $"\"{order["version"]}\""))).Expect(200);
        }
    }

    private static object Job(string shop) => new
    {
        kind = "service",
        shop_id = shop,
        customer = new { name = "John Smith", phone = "+15550123456" },
        address = new { line1 = "123 Main St", city = "New York", postal_code = "10001" },
        location = new { latitude = 40.7128, longitude = -74.006 },
        service_category = "repairs",
        service_label = "AC Repair",
        description = "AC unit not cooling",
        estimated_value = 250,
    };

    private sealed record Vendor(HttpClient Client, LiveSocket Screen)
    {
        public static async Task<Vendor> HireAsync(Scene scene, HttpClient owner, int n)
        {
            var made = (await owner.CreateAsync("/api/v1/vendors", new
            {
                name = $"Vendor {n}",
                email = $"vendor-{n}@crew.test",
                status = "approved",
                services = new[] { new { category = "repairs", label = (string?)null } },
                area = new { latitude = 40.71, longitude = -74.0, radius_km = 30.0 },
            })).Expect(201);
            var client = await Tenants.AcceptAsync(scene.Platform, made["invitation_token"]!.ToString());
            (await client.AskAsync(
                HttpMethod.Post, "/api/v1/vendor/presence",
                new JsonObject { ["online"] = true, ["latitude"] = 40.71, ["longitude"] = -74.0 })).Expect(200);
            var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
            var screen = await LiveSocket.ConnectAsync(scene.Platform.Address, token);
            await screen.SubscribeAsync(null, $"vendors/{made["vendor_id"]}");
            await screen.Subscribed;
            return new(client, screen);
        }

        // How long after the race began its screen said that the offer is gone.
        public async Task<TimeSpan> ToldAsync(string path, long began)
        {
            var order = path.Split('/')[^1];
            Happening? told = null;
            await Until.IsSoAsync(
                () => (told = Screen.Happenings.FirstOrDefault(
                    one => one.Kind == "order.offer_withdrawn" && one.Subject == $"orders/{order}")) is not null,
                $"the loser is told, who heard {string.Join(", ", Screen.Happenings.TakeLast(4))}",
                TimeSpan.FromSeconds(30));
            return Stopwatch.GetElapsedTime(began, told!.At);
        }

        public Task<Answer> AcceptAsync(string path) => Client.AskAsync(
            HttpMethod.Post, $"/api/v1/vendor/offers/{path.Split('/')[^1]}/accept", new { });
    }
}
