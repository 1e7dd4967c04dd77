using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Platform.Conversation;

/// <summary>The server gave no usable answer. The message says what kind of failure, never what was said.</summary>
internal sealed class LlmFailedException(string message) : Exception(message);

/// <summary>Asks an OpenAI-compatible server for a streamed answer.</summary>
internal sealed class ChatClient(HttpClient http, LlmOptions options)
{
    private const int LineLengthMax = 64 * 1024;
    private const string Field = "data:";
    private const string End = "[DONE]";

    private readonly Uri _address = new(options.BaseUrl.TrimEnd('/') + "/chat/completions");

    /// <summary>The pieces of the answer as they come. It has ended well only if no exception comes out.</summary>
    /// <exception cref="LlmFailedException">Refused, not JSON, or cut off.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public async IAsyncEnumerable<ChatChoice> AskAsync(
        ChatRequest question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(question, ChatJson.Default.ChatRequest)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (options.ApiKey.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new LlmFailedException($"status {(int)answer.StatusCode}");
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var lines = new StreamReader(body);
        var isFinished = false;
        while (await ReadLineAsync(lines, cancellationToken) is { } line)
        {
            if (!line.StartsWith(Field, StringComparison.Ordinal))
                continue; // Comments that keep the line open, names and numbers of events.
            var data = line[Field.Length..].Trim();
            if (data == End)
                yield break;
            if (Choice(data) is not { } choice)
                continue;
            isFinished |= choice.FinishReason is not null;
            yield return choice;
        }

        if (!isFinished)
            throw new LlmFailedException("cut off");
    }

    private static async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        var line = await lines.ReadLineAsync(cancellationToken);
        return line is { Length: > LineLengthMax } ? throw new LlmFailedException("line too long") : line;
    }

    // Usage and keep-alive pieces have no choice.
    private static ChatChoice? Choice(string data)
    {
        try
        {
            var chunk = JsonSerializer.Deserialize(data, ChatJson.Default.ChatChunk);
            return chunk?.Error is { ValueKind: not JsonValueKind.Null } ? throw new LlmFailedException("error event")
                : chunk?.Choices is [{ } first, ..] ? first
                : null;
        }
        catch (JsonException)
        {
            throw new LlmFailedException("not JSON"); // Without the text: it may quote the caller.
        }
    }
}
