using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Platform.Http;

/// <summary>One wrong field of a request.</summary>
/// <param name="Pointer">JSON pointer into the body (<c>/customer/phone</c>), or <c>?name</c> for a query key.</param>
/// <param name="Reason">What is wrong with it, as a clause: <c>must not be empty</c>. Never the value itself.</param>
public sealed record FieldError(string Pointer, string Reason);

/// <summary>The one way to say no over HTTP: problem+json as in RFC 9457 with a stable code that has a page.</summary>
internal static class Problems
{
    /// <summary>A problem whose title and page come from <see cref="ProblemCatalogue"/>.</summary>
    public static ProblemHttpResult Of(
        int status, string code, string detail, params IReadOnlyList<FieldError> errors) =>
        TypedResults.Problem(Details(status, code, detail, errors));

    /// <summary>The same as an object, for extra members before it is answered.</summary>
    public static ProblemDetails Details(
        int status, string code, string detail, params IReadOnlyList<FieldError> errors)
    {
        var details = new ProblemDetails
        {
            Type = ProblemCatalogue.PageOf(code),
            Title = ProblemCatalogue.TitleOf(code),
            Status = status,
            Detail = detail,
        };
        details.Extensions["code"] = code;
        details.Extensions["errors"] = errors;
        details.Extensions["traceId"] = RequestTrace.Id;
        return details;
    }

    /// <summary>422: fields break their rules. Every wrong one is named.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyList<FieldError> errors) =>
        Of(422, "validation-failed", "Some fields are wrong; each is named in errors.", errors);

    /// <summary>422 for one field.</summary>
    public static ProblemHttpResult Invalid(string pointer, string reason) => Invalid([new(pointer, reason)]);

    /// <summary>404: absent, or another account's. Nobody can tell which.</summary>
    public static ProblemHttpResult NotFound(string what) =>
        Of(404, "not-found", $"There is no such {what}.");

    /// <summary>412: the object has moved on since the version in If-Match.</summary>
    public static ProblemHttpResult VersionDiffers(long current) =>
        Of(412, "version-differs", $"The object is at version {current}; read it again.");

    /// <summary>422: the Idempotency-Key was used with another body.</summary>
    public static ProblemHttpResult KeyReused() =>
        Of(422, "idempotency-key-reused", "This Idempotency-Key was used for another request.");
}

/// <summary>A problem from where no result can be returned (a parameter that binds itself). Answered by the exception
/// handler as it is; never used for what a handler can return.</summary>
internal sealed class ProblemException(ProblemHttpResult problem) : Exception(problem.ProblemDetails.Detail)
{
    /// <summary>What is answered.</summary>
    public ProblemHttpResult Problem { get; } = problem;
}
