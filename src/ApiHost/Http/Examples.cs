namespace Platform.Http;

/// <summary>What a route is sent and answers, for the OpenAPI document. A test demands one of every route.</summary>
/// <param name="Request">An instance of the request, or null when there is no body.</param>
/// <param name="Response">An instance of the answer, or null when there is no body.</param>
internal sealed record RouteExample(object? Request, object? Response);

/// <summary>Examples on routes.</summary>
internal static class Examples
{
    /// <summary>Adds a route's example, with real objects: they are written by the same rules as real answers.
    /// <c>.WithExample(request: new AddNote("Ring twice"), response: SampleAnswers.Order)</c>; without arguments for a
    /// route that has no body in either direction.</summary>
    public static RouteHandlerBuilder WithExample(
        this RouteHandlerBuilder route, object? request = null, object? response = null) =>
        route.WithMetadata(new RouteExample(request, response));
}
