using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts;
using Platform.Api;

namespace Platform.Http;

/// <summary>Every route of the host, enumerated: who may use it, how it is documented, and that it keeps accounts
/// apart. A new route is in none of the lists, so it fails here until somebody has decided.</summary>
public sealed partial class EndpointTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    /// <summary>What strangers may ask. Everything else needs a policy.</summary>
    private static readonly string[] Anonymous =
    [
        "GET /alive",
        "GET /api/orders/track/{orderNumber}",
        "GET /docs/problems",
        "GET /docs/problems/{code}",
        "GET /health",
        "GET /metrics",
        "GET /metrics/prometheus",
        "GET /openapi/v1.json",
        "GET /ops", // The first message brings the token; LiveAccessTests and OpsTests say who hears what.
        "GET /api/v1/images/{link}",
        "GET /api/v1/track/{orderNumber}",
        "POST /api/v1/track/cancel",
        "PUT /api/v1/track/rating",
        "GET /webhooks/twilio/relay/{token}",
        "CONNECT /webhooks/twilio/relay/{token}",
        "POST /api/v1/auth/refresh",
        "POST /api/v1/auth/reset-password",
        "POST /api/v1/auth/sign-in",
        "POST /api/v1/invitations/accept",
        "POST /api/v1/track",
        "POST /webhooks/elevenlabs",
        "POST /webhooks/twilio/relay-ended",
        "POST /webhooks/twilio/status",
        "POST /webhooks/twilio/voice",
    ];

    public static TheoryData<string> ForeignRoutes => [.. ForeignCases.All.Keys];

    [Fact]
    public void Every_route_has_a_policy_and_the_public_ones_are_these()
    {
        var isPublic = Routes().Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
        AssertSame(Anonymous, [.. isPublic.Select(route => route.Name)]);

        foreach (var route in Routes().ExceptBy(Anonymous, route => route.Name))
        {
            var policies = route.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
                .Select(data => data.Policy).ToList();
            Assert.True(policies.Count > 0, $"{route.Name} has no policy");
            Assert.All(policies, policy => Assert.Contains(policy, Policies.All));
        }
    }

    [Fact]
    public void Every_route_that_is_not_public_has_a_foreign_case_and_every_case_a_route()
    {
        var needed = Routes().Select(route => route.Name).Except(Anonymous);

        AssertSame([.. ForeignCases.All.Keys], [.. needed]);
    }

    [Theory]
    [MemberData(nameof(ForeignRoutes))]
    public async Task Another_account_reaches_nothing_of_ours(string route)
    {
        var method = new HttpMethod(route[..route.IndexOf(' ', StringComparison.Ordinal)]);

        await ForeignCases.All[route].Run(api, method);
    }

    [Fact]
    public async Task A_stranger_gets_401_wherever_a_policy_is()
    {
        var complaints = new List<string>();
        foreach (var route in Routes().ExceptBy(Anonymous, route => route.Name))
        {
            var path = RouteValue().Replace(route.Path, value =>
                value.Value.EndsWith(":long}", StringComparison.Ordinal) ? "1" : $"{Guid.NewGuid()}");
            using var answer = await api.Stranger.SendAsync(new HttpMethod(route.Method), path);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode != 401 || !text.Contains("\"not-signed-in\"", StringComparison.Ordinal))
                complaints.Add($"{route.Name}: {(int)answer.StatusCode} {text}");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task Every_api_route_is_documented_with_an_example()
    {
        var text = await api.Stranger.GetStringAsync("/openapi/v1.json");
        var document = JsonNode.Parse(text)!;
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);

        var complaints = Routes()
            .Where(route => route.Path.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(route => Complaints(route, document))
            .ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    private static IEnumerable<string> Complaints(Route route, JsonNode document)
    {
        if (route.Endpoint.Metadata.GetMetadata<RouteExample>() is null)
            yield return $"{route.Name}: no .WithExample(…)";
        var path = RouteConstraint().Replace(route.Path, "}");
        if (document["paths"]?[path]?[route.Method.ToLowerInvariant()] is not { } operation)
        {
            yield return $"{route.Name}: not in the OpenAPI document";
            yield break;
        }

        if (operation["requestBody"]?["content"]?["application/json"] is { } request && request["example"] is null)
            yield return $"{route.Name}: its request has no example";
        var success = operation["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')).ToList();
        if (success.Count == 0)
            yield return $"{route.Name}: no successful answer is documented";
        foreach (var (status, answer) in success)
        {
            if (answer?["content"]?["application/json"] is { } content && content["example"] is null)
                yield return $"{route.Name}: its answer {status} has no example";
        }
    }

    private static void AssertSame(IReadOnlyCollection<string> listed, IReadOnlyCollection<string> mapped)
    {
        var differences = mapped.Except(listed).Select(route => $"mapped and not listed: {route}")
            .Concat(listed.Except(mapped).Select(route => $"listed and not mapped: {route}"));
        var text = string.Join('\n', differences);
        Assert.True(text == "", text);
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.DisplayName != "web app"
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? Unsaid(endpoint)
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select new Route(method, path, endpoint);

    // The hub's own routes do not say their method; its negotiation is a POST.
    private static string[] Unsaid(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<NegotiateMetadata>() is null ? ["GET"] : ["POST"];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteValue();

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex RouteConstraint();

    private sealed record Route(string Method, string Path, RouteEndpoint Endpoint)
    {
        public string Name => $"{Method} {Path}";
    }
}
