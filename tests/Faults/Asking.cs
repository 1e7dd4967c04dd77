using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Faults;

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(int Status, string Text, bool IsReplayed, bool SaysWhen = false)
{
    /// <summary>The body.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The body, after the status was found right.</summary>
    public JsonNode Expect(int status) => Status == status
        ? Json
        : throw new InvalidOperationException($"Expected {status}, got {Status}: {Text}");

    /// <summary>Fails unless the status is this one.</summary>
    public void ExpectText(int status)
    {
        if (Status != status)
            throw new InvalidOperationException($"Expected {status}, got {Status}: {Text}");
    }

    /// <summary>Text at a name of the body.</summary>
    public string Of(string name) => Json[name]!.ToString();
}

/// <summary>Short ways to ask.</summary>
internal static class Asking
{
    /// <summary>Sends, and reads the answer to its end.</summary>
    public static async Task<Answer> AskAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null, string? key = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.ReadAsync(request);
    }

    /// <summary>Sends, and reads the answer to its end.</summary>
    public static async Task<Answer> ReadAsync(this HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        return new(
            (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(),
            answer.Headers.Contains("Idempotency-Replayed"), answer.Headers.RetryAfter is not null);
    }

    /// <summary>A create under a key, a fresh one unless given.</summary>
    public static Task<Answer> CreateAsync(
        this HttpClient client, string path, object? body = null, string? key = null) =>
        client.AskAsync(HttpMethod.Post, path, body ?? new { }, key ?? Guid.NewGuid().ToString());

    /// <summary>A shop, and its id.</summary>
    public static async Task<string> ShopAsync(this HttpClient client, string name = "Acme Repairs") =>
        (await client.CreateAsync("/api/v1/shops", new { name, timezone = "America/New_York", currency = "USD" }))
        .Expect(201)["id"]!.ToString();

    /// <summary>An item of so many pieces, and its id.</summary>
    public static async Task<string> ItemAsync(this HttpClient client, string shop, long pieces) =>
        (await client.CreateAsync(
            "/api/v1/items", new { shop_id = shop, name = $"Item {Guid.NewGuid():N}", on_hand = pieces }))
        .Expect(201)["id"]!.ToString();

    /// <summary>The status when a connection that breaks, and the client's deadline, count as 0.</summary>
    public static async Task<Answer> TryAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            return new(0, gone.Message, IsReplayed: false);
        }
    }

    /// <summary>Asks again under the same key until there is an answer that is none of "later".</summary>
    /// <exception cref="TimeoutException">There was none within a minute.</exception>
    public static async Task<Answer> UntilAnsweredAsync(Func<Task<Answer>> ask)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await TryAsync(ask);
            var isLater = answer.Status is 0 or 429 or 503
                || (answer.Status == 409 && answer.Text.Contains("in-flight", StringComparison.Ordinal));
            if (!isLater)
                return answer;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Still {answer.Status} after a minute: {answer.Text}");
            await Task.Delay(100);
        }
    }
}
