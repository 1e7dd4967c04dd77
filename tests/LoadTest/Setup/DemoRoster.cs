using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.LoadTest.Setup;

/// <summary>Hires the demo's vendors: puts them on the account's roster and accepts their invitations, as they would.
/// Run again it finds who is there.</summary>
internal sealed class DemoRoster(ApiClient admin, Uri url, TimeProvider clock, string password)
{
    private static readonly (string Name, string[] Skills)[] People =
    [
        ("Vera Santos", ["repairs"]),
        ("Omar Haddad", ["repairs", "installation"]),
        ("Grace Kim", ["cleaning"]),
        ("Luis Ortega", ["repairs", "maintenance"]),
        ("Nadia Petrova", ["cleaning", "other"]),
        ("Tom Becker", ["installation", "other"]),
        ("Aisha Bello", ["repairs", "installation"]),
        ("Wei Chen", ["repairs"]),
        ("Rosa Marin", ["cleaning", "installation"]),
        ("Ivan Novak", ["repairs", "maintenance", "other"]),
    ];

    /// <summary>Makes sure that so many vendors can work.</summary>
    /// <returns>Each one signed in.</returns>
    public async Task<IReadOnlyList<ApiClient>> EnsureAsync(int count, CancellationToken cancellationToken)
    {
        var roster = await admin.GetAsync("/api/v1/vendors?limit=200", cancellationToken);
        var known = roster["items"]!.AsArray().Select(vendor => vendor!["email"]?.GetValue<string>()).ToHashSet();
        var clients = new List<ApiClient>(count);
        for (var number = 0; number < count; number++)
        {
            var (name, skills) = People[number % People.Length];
            var round = number / People.Length;
            var person = round == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {round + 1}");
            var email = $"{person.Replace(' ', '.').ToLowerInvariant()}@vendors.example";
            if (!known.Contains(email))
                await HireAsync(person, email, skills, cancellationToken);
            clients.Add(new ApiClient(url, clock, email, password));
        }

        return clients;
    }

    private async Task HireAsync(string name, string email, string[] skills, CancellationToken cancellationToken)
    {
        var made = await admin.CreateAsync(
            "/api/v1/vendors", $"demo-vendor-{email}", Vendor(name, email, skills), cancellationToken);
        using var answer = await admin.Http.PostAsJsonAsync(
            "/api/v1/invitations/accept",
            new { token = made["invitation_token"]!.GetValue<string>(), name, password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonObject Vendor(string name, string email, string[] skills) => new()
    {
        ["name"] = name,
        ["email"] = email,
        ["status"] = "approved",
        ["services"] = new JsonArray([.. skills.Select(skill => new JsonObject { ["category"] = skill })]),
        ["area"] = new JsonObject
        {
            ["latitude"] = 40.6782,
            ["longitude"] = -73.9442,
            ["radius_km"] = 45,
            ["postal_codes"] = new JsonArray(),
        },
    };
}
