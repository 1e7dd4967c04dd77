using System.Text.Json;

namespace Platform.Benchmarks.Rows;

/// <summary>One side of a comparison: where it listens and how it is spoken to.</summary>
/// <param name="Side"><c>twin</c> or <c>platform</c>, as the load scripts say it.</param>
/// <param name="Address">Loopback.</param>
/// <param name="ProcessId">For its share of the CPU.</param>
/// <param name="Token">Access token; the twin has none.</param>
/// <param name="Database">Where the figures are checked by SQL.</param>
internal sealed record Subject(string Side, Uri Address, int ProcessId, string Token, string Database)
{
    /// <summary>File with the ids of the orders that rounds read and change.</summary>
    public string IdsFile { get; } = Path.GetTempFileName();

    /// <summary>Makes something through the platform's API, as its user would.</summary>
    /// <returns>What was answered.</returns>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task<JsonElement> CreateAsync(string path, object body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path))
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", Token);
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The id of a new shop of the platform's.</summary>
    public async Task<Guid> AddShopAsync(string name) =>
        (await CreateAsync("/api/v1/shops", new { name, timezone = "America/New_York", currency = "USD" }))
        .GetProperty("id").GetGuid();
}
