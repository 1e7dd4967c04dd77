using Microsoft.AspNetCore.Http.Features;

namespace Platform.Http;

/// <summary>Answers a body that is too large in a way that its sender can read: most clients send all of it before they
/// look at the answer, and would only see a broken connection. So up to a bound it is taken in and thrown
/// away.</summary>
internal static class BodyLimits
{
    private const long DiscardMax = 16_000_000;

    /// <summary>After routing, which has set the route's own limit where it has one.</summary>
    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit?.MaxRequestBodySize is not { } max || http.Request.ContentLength is not { } length || length <= max)
        {
            await next(http);
            return;
        }

        if (length <= DiscardMax && !limit.IsReadOnly)
        {
            limit.MaxRequestBodySize = length;
            await DiscardAsync(http);
        }

        await Problems.Of(413, "too-large", $"The body is over the limit of {max} bytes.").ExecuteAsync(http);
    });

    private static async Task DiscardAsync(HttpContext http)
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
