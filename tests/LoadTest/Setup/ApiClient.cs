using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.LoadTest.Setup;

/// <summary>Speaks the public HTTP API as one signed-in person, and signs in anew before the token ends and
/// when its session was ended.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly string _email;
    private readonly string _password;
    private readonly SemaphoreSlim _signingIn = new(1);
    private string _token = "";
    private DateTimeOffset _expiresAt;

    public ApiClient(Uri url, TimeProvider clock, string email, string password)
    {
        Http = new HttpClient { BaseAddress = url };
        _clock = clock;
        _email = email;
        _password = password;
    }

    /// <summary>The connection, without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>A valid access token.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _signingIn.WaitAsync(cancellationToken);
        try
        {
            if (_clock.GetUtcNow() + RenewBefore < _expiresAt)
                return _token;

            using var answer = await Http.PostAsJsonAsync(
                "/api/v1/auth/sign-in", new { email = _email, password = _password }, cancellationToken);
            var body = await ReadAsync(answer, cancellationToken);
            _token = body["access_token"]!.GetValue<string>();
            _expiresAt = _clock.GetUtcNow() + TimeSpan.FromSeconds(body["expires_in"]!.GetValue<double>());
            return _token;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <summary>Reads one JSON object.</summary>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Creates under a key, so that a repeated set-up changes nothing.</summary>
    public Task<JsonObject> CreateAsync(
        string path, string key, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, request => request.Headers.Add("Idempotency-Key", key),
            cancellationToken);

    /// <summary>Changes whatever version there is.</summary>
    public Task<JsonObject> PatchAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, body,
            request => request.Headers.TryAddWithoutValidation("If-Match", "*"), cancellationToken);

    /// <summary>Does something to an object, whatever version it has: once under a key.</summary>
    public Task<JsonObject> DoAsync(
        string path, string key, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, path, body,
            request =>
            {
                request.Headers.Add("Idempotency-Key", key);
                request.Headers.TryAddWithoutValidation("If-Match", "*");
            },
            cancellationToken);

    /// <summary>Posts without a key.</summary>
    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        _signingIn.Dispose();
    }

    private async Task<JsonObject> SendAsync(
        HttpMethod method, string path, JsonObject? body, Action<HttpRequestMessage>? shape,
        CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken);
        using var answer = await AskAsync(token);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
            return await ReadAsync(answer, cancellationToken);

        // A person has so many sessions at once, and whoever signs in after that ends the oldest.
        await ForgetAsync(token, cancellationToken);
        using var again = await AskAsync(await TokenAsync(cancellationToken));
        return await ReadAsync(again, cancellationToken);

        async Task<HttpResponseMessage> AskAsync(string bearer)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Content = body is null ? null : JsonContent.Create(body);
            shape?.Invoke(request);
            return await Http.SendAsync(request, cancellationToken);
        }
    }

    private async Task ForgetAsync(string token, CancellationToken cancellationToken)
    {
        await _signingIn.WaitAsync(cancellationToken);
        try
        {
            if (_token == token)
                _expiresAt = default;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new ApiException((int)answer.StatusCode, answer.RequestMessage?.RequestUri?.AbsolutePath, text);
        return text == "" ? [] : JsonSerializer.Deserialize<JsonObject>(text)!;
    }
}

/// <summary>The API said no.</summary>
internal sealed class ApiException(int status, string? path, string body)
    : Exception($"{path} answered {status}: {body}")
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;
}
