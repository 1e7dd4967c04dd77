using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>Unique words are sent in everywhere where a secret or a person can stand; none may come out in the shipped
/// process's log, and no person in the log of events.</summary>
public sealed class CanaryTests
{
    private static readonly string[] People =
    [
        "Quentinella", "Quacksworth", "2125557391", "555-7391", "quentinella@canary.test", "Hidden Lane",
        "Humming noise", "Gate code", "Behind the barn", "He shouts", "Vendorella", "vendorella@canary.test",
        "2125557392",
    ];

    private readonly List<string> _secrets =
        ["wrong-Canary-password", "provider-Canary-secret", "Canary-forged-signature"];

    [Fact]
    public async Task No_secret_and_nobody_stands_in_the_logs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var process = new PlatformProcess(database.ConnectionString, new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Information",
        });
        await process.StartAsync();
        _secrets.Add(PlatformProcess.AdminPassword);
        _secrets.Add(await process.SignInAsync());

        await SignInsAsync(process.Http);
        var order = await OrdersAsync(process.Http);
        await TrackingAsync(process, order);
        await MachinesAsync(process);
        var events = await EventsAsync(database);
        await process.StopAsync();

        Assert.Contains("Application started", process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _secrets.Concat(People), canary => process.Log.Contains(canary, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("order.placed", events, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _secrets.Concat(People), canary => events.Contains(canary, StringComparison.OrdinalIgnoreCase));
    }

    private async Task SignInsAsync(HttpClient http)
    {
        await http.PostAsJsonAsync(
            "/api/v1/auth/sign-in", new { email = "quentinella@canary.test", password = _secrets[0] });
        var tokens = await (await http.PostAsJsonAsync(
            "/api/v1/auth/sign-in",
            new { email = PlatformProcess.AdminEmail, password = PlatformProcess.AdminPassword })).JsonAsync(200);
        var refresh = Secret(tokens, "refresh_token");
        var again = await (await http.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = refresh }))
            .JsonAsync(200);
        Secret(again, "access_token");
        Secret(again, "refresh_token");
        await http.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = refresh });
    }

    private static async Task<JsonNode> OrdersAsync(HttpClient http)
    {
        object Body(object total) => new
        {
            kind = "service",
            customer = new { name = "Quentinella Quacksworth", phone = "+1 212 555-7391", email = People[4] },
            address = new { line1 = "77 Hidden Lane", city = "New York" },
            service_label = "AC Repair",
            description = "Humming noise",
            customer_notes = "Gate code 4711",
            internal_notes = "Behind the barn",
            estimated_value = total,
        };
        var order = await (await http.CreateAsync("/api/v1/orders", Body(250))).JsonAsync(201);
        await http.CreateAsync("/api/v1/orders", Body("Quentinella"));
        await http.CreateAsync("/api/v1/orders", "{\"customer\": {\"name\": \"Quentinella");
        await http.GetAsync("/api/v1/orders?q=Quentinella&status=Quacksworth");
        foreach (var status in new[] { "accepted", "processing", "completed" })
        {
            order = await (await http.SendAsync(
                HttpMethod.Patch, $"/api/v1/orders/{order["id"]}/status", new { status, note = "He shouts" },
                ("If-Match", $"\"{order["version"]}\""))).JsonAsync(200);
        }

        return order;
    }

    private async Task TrackingAsync(PlatformProcess process, JsonNode order)
    {
        using var stranger = new HttpClient { BaseAddress = process.Address };
        var token = order["tracking_url"]!.GetValue<string>().Split('/')[^1];
        _secrets.Add(token);
        await (await stranger.GetAsync($"/api/v1/track/-?token={token}")).JsonAsync(200);
        await (await stranger.GetAsync($"/api/v1/track/-?token={token}x")).ProblemAsync(404, "not-found");
        foreach (var (proof, status) in new[] { ("7391", 200), (People[4], 200), ("Quacksworth", 404) })
        {
            await (await stranger.PostAsJsonAsync(
                "/api/v1/track", new { order_number = order["order_number"]!.GetValue<string>(), proof }))
                .JsonAsync(status);
        }

        await stranger.GetAsync($"/api/v1/images/{token}");
    }

    private async Task MachinesAsync(PlatformProcess process)
    {
        var http = process.Http;
        var key = await (await http.CreateAsync(
            "/api/v1/api-keys", new { name = "Canary", scopes = new[] { "orders:read" } })).JsonAsync(201);
        using var machine = new HttpClient { BaseAddress = process.Address };
        machine.DefaultRequestHeaders.Authorization = new("Bearer", Secret(key, "secret"));
        await (await machine.GetAsync("/api/v1/orders?q=Quentinella")).JsonAsync(200);
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _secrets[^1] + "x");
        await (await machine.GetAsync("/api/v1/orders")).JsonAsync(401);

        var vendor = await (await http.CreateAsync(
            "/api/v1/vendors",
            new { name = "Vendorella", email = "vendorella@canary.test", phone = "+12125557392" })).JsonAsync(201);
        Secret(vendor, "invitation_token");
        await (await http.CreateAsync("/api/v1/provider-credentials", new
        {
            provider = "twilio",
            external_account_id = "AC00000000000000000000000000000ca1",
            secret = _secrets[1],
        })).JsonAsync(201);
        machine.DefaultRequestHeaders.Clear();
        machine.DefaultRequestHeaders.Add("X-Twilio-Signature", _secrets[2]);
        using var forged = await machine.PostAsync("/webhooks/twilio/voice", new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["AccountSid"] = "AC00000000000000000000000000000ca1",
                ["CallSid"] = "CA00000000000000000000000000000ca1",
                ["From"] = "+12125557391",
                ["To"] = "+12125557392",
                ["CallerName"] = "Quentinella",
            }));
        await forged.ProblemAsync(403, "webhook-refused");
    }

    private string Secret(JsonNode answer, string name)
    {
        var secret = answer[name]!.GetValue<string>();
        _secrets.Add(secret);
        return secret;
    }

    private static async Task<string> EventsAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select string_agg(e::text, ' ') from events e");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
