using System.Text;
using System.Text.Json;

namespace Platform.Benchmarks.Load;

/// <summary>An order as a shop's own system sends it, where a row places them one by one.</summary>
internal static class OneOrder
{
    public const string Path = "/api/v1/orders";

    public const string Body =
        """
        {"kind":"service","customer":{"name":"Load Caller","phone":"+15550123456"},
         "address":{"line1":"123 Main St","city":"New York","state":"NY","postal_code":"10001","country":"US"},
         "business_name":"ABC Corp","service_label":"AC Repair","description":"AC unit not cooling properly",
         "estimated_value":250.00,"currency":"USD"}
        """;

    /// <summary>Places one under a key of its own.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static async Task<Guid> PlaceAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 201)
            throw new InvalidOperationException($"An order got {(int)answer.StatusCode}: {text}");
        using var order = JsonDocument.Parse(text);
        return order.RootElement.GetProperty("id").GetGuid();
    }
}
