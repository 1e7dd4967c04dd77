using Microsoft.AspNetCore.Mvc;
using Platform.Http;

namespace Platform.Compatibility;

/// <summary>The unversioned routes, as clients of earlier systems call them: their addresses, their field names, their
/// words. Behind them are the same grains, policies and lists as behind <c>/api/v1</c>; only headers that those clients
/// do not know are optional.</summary>
internal static class OlderRoutes
{
    /// <summary>The tag under which the OpenAPI document shows them.</summary>
    public const string Tag = "Earlier clients";

    /// <summary>Where they are mapped: what is mapped here has its requests checked.</summary>
    public static RouteGroupBuilder MapOlderRoutes(this WebApplication app) =>
        app.MapGroup("").ChecksRequests().WithTags(Tag);

    /// <summary>Those clients look for <c>success</c> and <c>message</c> in every answer, so a problem on their
    /// addresses has them beside its own members.</summary>
    public static void Complete(HttpContext http, ProblemDetails problem)
    {
        var path = http.Request.Path;
        if (!path.StartsWithSegments("/inventory-operations") && !path.StartsWithSegments("/admin-operations")
            && (!path.StartsWithSegments("/api") || path.StartsWithSegments("/api/v1")))
        {
            return;
        }

        problem.Extensions["success"] = false;
        problem.Extensions["message"] = Message(problem);
    }

    private static string? Message(ProblemDetails problem) =>
        problem.Extensions.TryGetValue("errors", out var named) && named is IReadOnlyList<FieldError> { Count: > 0 } all
            ? string.Join("; ", all.Select(error => $"{error.Pointer.TrimStart('/')} {error.Reason}"))
            : problem.Detail;
}
