using Platform.Testing;

namespace Platform.Faults;

/// <summary>Further accounts and their people.</summary>
internal static class Tenants
{
    private const string Password = "correct horse battery";

    /// <summary>Makes an account whose owner has accepted, and answers the owner's client.</summary>
    public static async Task<HttpClient> OwnerAsync(Scene scene, string name)
    {
        var made = (await scene.Platform.Http.CreateAsync(
            "/api/v1/accounts", new { name, owner_email = $"owner@{name}.test" })).Expect(201);
        return await AcceptAsync(scene.Platform, made["invitation"]!["token"]!.ToString());
    }

    /// <summary>Accepts an invitation, and answers a client of who did.</summary>
    public static async Task<HttpClient> AcceptAsync(PlatformProcess platform, string token)
    {
        var client = new HttpClient { BaseAddress = platform.Address, Timeout = TimeSpan.FromSeconds(60) };
        var accepted = await client.AskAsync(
            HttpMethod.Post, "/api/v1/invitations/accept", new { token, name = "Test Person", password = Password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", accepted.Expect(200)["access_token"]!.ToString());
        return client;
    }
}
