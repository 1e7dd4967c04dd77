using System.Buffers;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Platform.Http;

/// <summary>Keeps the bytes of a JSON body while its request runs: they are hashed for the receipt, and read a second
/// time when they do not fit, so that every wrong field can be named.</summary>
internal static class JsonBodies
{
    private static readonly object Slot = new();

    /// <summary>Only for routes that bind a JSON body, and after authorisation: strangers' bodies are not
    /// read.</summary>
    public static void UseJsonBodies(this IApplicationBuilder app)
    {
        var json = app.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        app.Use(async (http, next) =>
        {
            var accepts = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>();
            if (accepts is not null && http.Request.HasJsonContentType())
            {
                var body = await ReadAsync(http);
                if (accepts.RequestType is { } type && BodyProblems.OfDoubtful(body, type, json) is { } problem)
                {
                    await problem.ExecuteAsync(http);
                    return;
                }

                http.Items[Slot] = body;
                http.Request.Body = new MemoryStream(body, writable: false);
            }

            await next(http);
        });
    }

    /// <summary>The whole body, or null on routes that bind none.</summary>
    public static byte[]? Of(HttpContext http) => http.Items.TryGetValue(Slot, out var body) ? (byte[]?)body : null;

    private static async ValueTask<byte[]> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
