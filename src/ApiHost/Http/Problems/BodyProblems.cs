using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Http;

/// <summary>Turns a body that could not be bound into the problem that says why: 400 when it is not JSON, 422 with
/// every wrong field when it is JSON of another shape.</summary>
internal static class BodyProblems
{
    // As many values as an enum can have before its dependent rules are reported although they may not apply.
    private const int VariantsMax = 8;

    public static ProblemHttpResult Of(byte[] body, Type requestType, JsonSerializerOptions options)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
        }
        catch (JsonException e)
        {
            var at = e.LineNumber is { } line ? $" at line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
            return Problems.Of(400, "malformed-json", $"The body is not well-formed JSON{at}.");
        }

        using (document)
        {
            var errors = AllErrors(document.RootElement, options.GetTypeInfo(requestType), options);
            return errors.Count > 0
                ? Problems.Invalid(errors)
                : Problems.Of(400, "malformed-json", "The body cannot be read.");
        }
    }

    /// <summary>422 for a body that would be taken but cannot be kept, else null.</summary>
    public static ProblemHttpResult? OfDoubtful(byte[] body, Type requestType, JsonSerializerOptions options)
    {
        if (!JsonDoubts.In(body))
            return null;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
            var type = options.GetTypeInfo(requestType);
            var shape = new JsonShape(options, variant: 0);
            shape.Walk(document.RootElement, type, "");
            return shape.HasDoubts ? Problems.Invalid(AllErrors(document.RootElement, type, options)) : null;
        }
        catch (JsonException)
        {
            return null; // Who binds it says so.
        }
    }

    private static List<FieldError> AllErrors(JsonElement root, JsonTypeInfo type, JsonSerializerOptions options)
    {
        var shape = new JsonShape(options, variant: 0);
        var repaired = shape.Walk(root, type, "");
        var wrong = shape.Errors.Select(error => error.Pointer).ToList();
        // A rule that depends on a wrong enum is reported only if it is broken for every value the enum could have.
        var broken = BrokenRules(repaired, type, wrong);
        for (var variant = 1; variant < VariantsMax && broken.Count > 0; variant++)
        {
            var again = new JsonShape(options, variant).Walk(root, type, "");
            broken = [.. broken.Intersect(BrokenRules(again, type, wrong))];
        }

        return [.. shape.Errors, .. broken];
    }

    private static List<FieldError> BrokenRules(JsonNode? repaired, JsonTypeInfo type, List<string> wrong)
    {
        if (repaired.Deserialize(type) is not IChecked request)
            return [];
        var errors = new FieldErrors();
        request.Check(errors);
        return [.. errors.Found.Where(error => !wrong.Any(pointer => IsWithin(error.Pointer, pointer)))];
    }

    private static bool IsWithin(string pointer, string outer) =>
        pointer == outer || pointer.StartsWith(outer + "/", StringComparison.Ordinal);
}
