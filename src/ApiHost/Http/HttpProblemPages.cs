namespace Platform.Http;

/// <summary>What any route may answer.</summary>
internal static class HttpProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("malformed-request", 400, "The request cannot be read",
            "A header, a query key or a route value has a form that cannot be read.",
            "Compare the request with the OpenAPI document; errors names the part where it is known."),
        new("malformed-json", 400, "The body is not JSON",
            "The body is empty or is not well-formed JSON.",
            "Send one JSON object with Content-Type: application/json."),
        new("invalid-cursor", 400, "The cursor does not belong here",
            "The cursor was made for other filters or another list, was changed, or is too old.",
            "Start again without a cursor; keep all filters while paging."),
        new("idempotency-key-missing", 400, "An Idempotency-Key is needed",
            "Routes that create something need the client's own id of the command.",
            "Send Idempotency-Key with a new random value for each new command, the same one when you try again."),
        new("not-found", 404, "No such object",
            "It never existed, is gone, or belongs to another account.", "Check the id and the account."),
        new("no-such-route", 404, "No such route", "Nothing is served at this address.", "See /docs for the routes."),
        new("method-not-allowed", 405, "The route has no such method",
            "The address exists, but not with this method.", "See the Allow header."),
        new("idempotency-key-in-flight", 409, "The same command is being executed",
            "An earlier request with this Idempotency-Key has not been answered yet.",
            "Wait for its answer, or try again with the same key."),
        new("version-differs", 412, "The object has moved on",
            "If-Match names a version that is not the current one.", "Read the object again and decide anew."),
        new("too-large", 413, "The body is too large", "The body is over the limit of this route.", "Send less."),
        new("wrong-content-type", 415, "The content type is not taken here",
            "The Content-Type is missing or another one than the route reads.",
            "Send application/json, or what the route says."),
        new("validation-failed", 422, "Some fields are wrong",
            "The body was read, but fields break their rules.", "errors names each wrong field with its reason."),
        new("idempotency-key-reused", 422, "The Idempotency-Key was used before",
            "The key belongs to a command with another body.", "Use a new key for a new command."),
        new("if-match-missing", 428, "If-Match is needed",
            "A change must say which version of the object it was decided on.",
            "Send If-Match with the ETag of your last read."),
        new("too-many-requests", 429, "Too many requests",
            "The limit of this key, account or address is used up.", "Wait as long as Retry-After says."),
        new("internal-error", 500, "Something is broken on our side",
            "A bug. It was logged with the traceId of the answer.", "Report the traceId."),
        new("temporarily-unavailable", 503, "Not available right now",
            "The database or another part does not answer, or an outcome could not be learned within the deadline.",
            "Try again after Retry-After with the same Idempotency-Key: nothing happens twice."),
    ];
}
