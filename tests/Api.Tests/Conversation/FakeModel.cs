using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Conversation;

/// <summary>A server on this machine that behaves like an OpenAI-compatible one, well or badly: each question gets the
/// next answer of its script.</summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, JsonNode, Task>> _script = new();

    private FakeModel(WebApplication app) => _app = app;

    public string BaseUrl { get; private set; } = "";

    /// <summary>The questions that were asked.</summary>
    public ConcurrentQueue<JsonNode> Questions { get; } = new();

    /// <summary>What came with the last one as a key.</summary>
    public string? Authorization { get; private set; }

    /// <summary>Released for each piece that was heard.</summary>
    public SemaphoreSlim Heard { get; } = new(0);

    /// <summary>Answers that nobody waited for.</summary>
    public SemaphoreSlim Abandoned { get; } = new(0);

    public static async Task<FakeModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var model = new FakeModel(app);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        model.BaseUrl = addresses.Addresses.Single() + "/v1";
        return model;
    }

    /// <summary>Adds an answer to the script.</summary>
    public FakeModel Then(Func<HttpContext, JsonNode, Task> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Says this, in pieces as tokens come.</summary>
    public FakeModel Says(string text) => Then(async (http, _) =>
    {
        foreach (var piece in text.Chunk(4))
            await SendAsync(http, Delta(new JsonObject { ["content"] = new string(piece) }));
        await FinishAsync(http, "stop");
    });

    /// <summary>Uses a tool; the arguments come in pieces too.</summary>
    public FakeModel Uses(string tool, string arguments = "{}") => Then(async (http, _) =>
    {
        await SendAsync(http, Delta(ToolPart(tool, "")));
        foreach (var piece in arguments.Chunk(7))
            await SendAsync(http, Delta(ToolPart(null, new string(piece))));
        await FinishAsync(http, "tool_calls");
    });

    /// <summary>Answers with a status.</summary>
    public FakeModel Fails(int status) => Then((http, _) =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync("""{"error": {"message": "no"}}""");
    });

    /// <summary>Says the beginning, then the line is gone.</summary>
    public FakeModel SaysAndBreaks(string text) => Then(async (http, _) =>
    {
        await SendAsync(http, Delta(new JsonObject { ["content"] = text }));
        await Heard.WaitAsync(http.RequestAborted); // A reset takes with it what was not read yet.
        http.Abort();
    });

    /// <summary>Says the beginning and ends politely, without having finished.</summary>
    public FakeModel SaysAndStops(string text) => Then((http, _) =>
        SendAsync(http, Delta(new JsonObject { ["content"] = text })));

    /// <summary>Sends this instead of what the protocol says.</summary>
    public FakeModel Sends(string line) => Then((http, _) => http.Response.WriteAsync(line));

    /// <summary>Says the beginning and then nothing, until nobody listens any more.</summary>
    public FakeModel SaysAndHangs(string text) => Then(async (http, _) =>
    {
        if (text.Length > 0)
            await SendAsync(http, Delta(new JsonObject { ["content"] = text }));
        var gone = new TaskCompletionSource();
        await using var _1 = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        Abandoned.Release();
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Abandoned.Dispose();
        Heard.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Authorization = http.Request.Headers.Authorization.ToString();
        var question = (await JsonNode.ParseAsync(http.Request.Body))!;
        Questions.Enqueue(question);
        http.Response.ContentType = "text/event-stream";
        if (_script.TryDequeue(out var answer))
            await answer(http, question);
        else
            http.Response.StatusCode = 503;
    }

    private static JsonObject Delta(JsonObject delta) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = null }),
    };

    private static JsonObject ToolPart(string? name, string arguments)
    {
        var function = new JsonObject { ["arguments"] = arguments };
        var call = new JsonObject { ["index"] = 0, ["function"] = function };
        if (name is not null)
        {
            function["name"] = name;
            call["id"] = "call_1";
            call["type"] = "function";
        }

        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static async Task FinishAsync(HttpContext http, string reason)
    {
        var last = Delta([]);
        last["choices"]![0]!["finish_reason"] = reason;
        await SendAsync(http, last);
        await http.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task SendAsync(HttpContext http, JsonObject chunk)
    {
        await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
        await http.Response.Body.FlushAsync();
    }
}
