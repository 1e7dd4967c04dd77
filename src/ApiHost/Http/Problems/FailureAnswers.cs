using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Platform.Commits;

namespace Platform.Http;

/// <summary>The one place where an exception becomes an answer. What is not listed is a bug: 500, logged with its
/// trace.</summary>
internal sealed partial class FailureAnswers(IOptions<JsonOptions> json, ILogger<FailureAnswers> logger)
    : IExceptionHandler
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = Answer(httpContext, exception);
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
            httpContext.SetRetryAfter(RetryAfter);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult Answer(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case ProblemException said:
                return said.Problem;
            case BadHttpRequestException bad:
                return OfBadRequest(http, bad);
            case StorageUnavailableException:
                LogUnavailable(exception.GetType().Name, RequestTrace.Id);
                return Problems.Of(503, "temporarily-unavailable",
                    "The database does not answer; nothing was changed.");
            case LimitExceededException:
                LogUnavailable(exception.GetType().Name, RequestTrace.Id);
                return Problems.Of(503, "temporarily-unavailable",
                    "More is asked of one object than it can answer. Try again with the same Idempotency-Key.");
            case TimeoutException or OperationCanceledException or OrleansException and not CommitRefusedException
                and not DuplicateCommandException:
                LogUnavailable(exception.GetType().Name, RequestTrace.Id);
                return Problems.Of(503, "temporarily-unavailable",
                    "The outcome could not be learned in time. Try again with the same Idempotency-Key.");
            default:
                LogBug(exception, EndpointOf(http)?.DisplayName, RequestTrace.Id);
                return Problems.Of(500, "internal-error", "Something broke; it was logged under the traceId.");
        }
    }

    private ProblemHttpResult OfBadRequest(HttpContext http, BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            return Problems.Of(413, "too-large", "The body is over the limit of this route.");
        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            return Problems.Of(415, "wrong-content-type", $"This route reads {ReadBy(http)}.");

        var accepts = EndpointOf(http)?.Metadata.GetMetadata<IAcceptsMetadata>();
        if (accepts?.RequestType is { } type && JsonBodies.Of(http) is { } body)
        {
            if (body.Length == 0)
                return Problems.Of(400, "malformed-json", "The body is empty.");
            if (bad.InnerException is JsonException || body.AsSpan().Trim(" \t\r\n"u8).SequenceEqual("null"u8))
                return BodyProblems.Of(body, type, json.Value.SerializerOptions);
        }

        // Neither a body nor a length: the framework says so in words about its own parameters.
        if (accepts is not null && http.Request.ContentLength is null or 0 && bad.InnerException is null)
            return Problems.Of(400, "malformed-json", "The body is empty.");

        return Problems.Of(bad.StatusCode, "malformed-request",
            bad.InnerException is null ? bad.Message : "Cannot be read.");
    }

    // The framework has taken the endpoint off the request by now, and keeps it here.
    private static Endpoint? EndpointOf(HttpContext http) => http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    private static string ReadBy(HttpContext http) =>
        EndpointOf(http)?.Metadata.GetMetadata<IAcceptsMetadata>() is { ContentTypes: [var first, ..] }
            ? first
            : "application/json";

    [LoggerMessage(1001, LogLevel.Warning, "Answered 503 after {Failure}, trace {TraceId}")]
    private partial void LogUnavailable(string failure, string? traceId);

    [LoggerMessage(1002, LogLevel.Error, "A request failed in {Endpoint}, trace {TraceId}")]
    private partial void LogBug(Exception exception, string? endpoint, string? traceId);
}
