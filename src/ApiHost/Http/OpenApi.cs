using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Platform.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the page to try it at <c>/docs</c>, served from this
/// process.</summary>
internal static class OpenApi
{
    private const string Name = "v1";
    private const string Bearer = "bearer";

    public static void AddApiDocument(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) => Describe(document));
            options.AddOperationTransformer(Complete);
        });

    public static void MapApiDocument(this WebApplication app)
    {
        // The one document by its name: a pattern would answer others in words of its own.
        app.MapOpenApi($"/openapi/{Name}.json").AllowAnonymous();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "Platform API";
            ui.SwaggerEndpoint($"/openapi/{Name}.json", "Platform API");
        });
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Platform API",
            Version = "1",
            Description =
                "Calls become orders, live. Errors are problem details (RFC 9457) with a stable code; each code "
                + "has a page under /docs/problems. Creates need Idempotency-Key, changes need If-Match.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "An access token from POST /api/v1/auth/sign-in, or an API key.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task Complete(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddExamples(operation, context, metadata.OfType<RouteExample>().LastOrDefault());
        if (metadata.OfType<NeedsKey>().LastOrDefault() is { } needsKey)
        {
            AddHeader(
                operation, "Idempotency-Key", "Your own id of this command; the same again answers the same.",
                needsKey.IsRequired);
        }

        if (metadata.OfType<NeedsVersion>().Any())
            AddHeader(operation, "If-Match", "The version it was decided on, as ETag gave it.", true);
        if (metadata.OfType<MethodInfo>().Any(
            method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageRequest))))
        {
            AddParameter(operation, ParameterLocation.Query, "limit",
                "1 to 200; 50 when absent.", JsonSchemaType.Integer);
            AddParameter(operation, ParameterLocation.Query, "cursor",
                "next_cursor of the last page.", JsonSchemaType.String);
        }

        foreach (var key in metadata.OfType<QueryKeys>().SelectMany(named => named.Keys))
            AddKey(operation, key);
        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
        {
            AddHeader(operation, "X-Account", "The account that is meant; not needed by members of one.", false);
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
            ];
            AddProblem(operation, "401", "Not signed in");
            AddProblem(operation, "403", "Not allowed");
        }

        AddProblem(operation, "default", "A problem, as problem+json with a code");
        return Task.CompletedTask;
    }

    private static void AddExamples(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, RouteExample? example)
    {
        var options = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (example?.Request is { } request && operation.RequestBody?.Content is { } bodies)
            SetExample(bodies, JsonSerializer.SerializeToNode(request, request.GetType(), options));
        if (example?.Response is not { } response || operation.Responses is not { } responses)
            return;
        var success = responses.FirstOrDefault(answer => answer.Key.StartsWith('2')).Value;
        if (success?.Content is { } contents)
            SetExample(contents, JsonSerializer.SerializeToNode(response, response.GetType(), options));
    }

    private static void SetExample(IEnumerable<KeyValuePair<string, OpenApiMediaType>> contents, JsonNode? example)
    {
        foreach (var (_, content) in contents)
            content.Example = example?.DeepClone();
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description, bool isRequired) =>
        AddParameter(operation, ParameterLocation.Header, name, description, JsonSchemaType.String, isRequired);

    private static void AddParameter(
        OpenApiOperation operation, ParameterLocation location, string name, string description, JsonSchemaType type,
        bool isRequired = false)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = location,
            Required = isRequired,
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        });
    }

    private static void AddKey(OpenApiOperation operation, QueryKey key)
    {
        var value = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = key.Format,
            Enum = key.Words is { } words ? [.. words.Select(word => (JsonNode)JsonValue.Create(word))] : null,
        };
        // What the handler takes as a parameter of its own has been found by the framework already, without words.
        operation.Parameters =
        [
            .. (operation.Parameters ?? [])
                .Where(known => known.In != ParameterLocation.Query || known.Name != key.Name),
        ];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = key.Name,
            In = ParameterLocation.Query,
            Description = key.Description,
            Schema = key.IsRepeated ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            Explode = key.IsRepeated,
        });
    }

    private static void AddProblem(OpenApiOperation operation, string status, string description)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType(),
            },
        });
    }
}
