using System.Net;
using System.Text.Json;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>Clients that place orders without pause. Each repeats a command under the same key until it is answered,
/// as a good client does, and counts it only when the answer was read to its end.</summary>
internal sealed class Buyers(PlatformProcess platform, Journal journal, int seed) : IAsyncDisposable
{
    private const int Clients = 64;

    private const string Body =
        """
        {"kind":"service","customer":{"name":"Load Caller","phone":"+15550123456"},"address":{"line1":"123 Main St",
        "city":"New York","state":"NY","postal_code":"10001"},"business_name":"ABC Corp","service_label":"AC Repair",
        "description":"AC unit not cooling","currency":"USD"}
        """;

    // As a client would: sixty that knock without pause take the cores from the process that is to come back.
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly HttpClient _http = new() { BaseAddress = platform.Address, Timeout = TimeSpan.FromSeconds(30) };
    private long _repeated;

    /// <summary>Tries whose outcome was unknown or refused for now, so that they were repeated.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Begins. With a key: a person's sign-in ends before a long run does.</summary>
    public async Task StartAsync()
    {
        var key = (await platform.Http.CreateAsync(
            "/api/v1/api-keys", new { name = "Buyers", scopes = new[] { "orders:read", "orders:write" } })).Expect(201);
        _http.DefaultRequestHeaders.Authorization = new("Bearer", key["secret"]!.ToString());
        for (var client = 0; client < Clients; client++)
        {
            var number = client;
            _running.Add(Task.Run(() => BuyAsync(number)));
        }
    }

    /// <summary>Lets every command under way come to its answer, and ends.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose(); // Ends who would otherwise repeat for ever, since nobody answers any more.
        _stop.Dispose();
    }

    private async Task BuyAsync(int client)
    {
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            var key = $"{seed}-{client}-{n}";
            string? id;
            while ((id = await TryPlaceAsync(key)) is null)
            {
                Interlocked.Increment(ref _repeated);
                await Task.Delay(RetryPause);
            }

            journal.Acknowledged(key, id);
        }
    }

    private async Task<string?> TryPlaceAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(Body, mediaType: new("application/json"));
        try
        {
            using var answer = await _http.SendAsync(request);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
                return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString();

            // In flight (its first try still runs), not available, too many: ask again. All else is a defect.
            if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.TooManyRequests)
            {
                return null;
            }

            throw new InvalidOperationException(
                $"Placing answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
        }
        catch (HttpRequestException)
        {
            return null; // The process is gone, or went while it answered.
        }
        catch (IOException)
        {
            return null;
        }
        catch (TaskCanceledException)
        {
            return null; // The client's own deadline.
        }
    }
}
