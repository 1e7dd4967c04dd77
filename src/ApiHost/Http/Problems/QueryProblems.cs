using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.Http;

/// <summary>Says which keys of an address cannot be read. A handler's typed parameters are read by the framework, which
/// answers 400 without a word.</summary>
internal static class QueryProblems
{
    /// <summary>No text that is kept can hold a null character, so none is looked for.</summary>
    public static void UseReadableQueries(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true)
            return next(http);
        // What a cursor is, only its list knows.
        var wrong = http.Request.Query
            .Where(pair => pair.Key != "cursor" && pair.Value.ToString().Contains('\0', StringComparison.Ordinal))
            .Select(pair => new FieldError($"?{pair.Key}", "must not hold a null character"))
            .ToList();
        return wrong.Count == 0 ? next(http) : Of(wrong).ExecuteAsync(http);
    });

    /// <summary>400 with every key that is not of its parameter's type.</summary>
    public static ProblemHttpResult Of(HttpContext http)
    {
        var parameters = http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [];
        var wrong = new List<FieldError>();
        foreach (var parameter in parameters)
        {
            var asked = parameter.ParameterInfo;
            var type = asked.ParameterType;
            var said = asked.GetCustomAttributes().OfType<IFromQueryMetadata>().SingleOrDefault();
            var name = said?.Name ?? parameter.Name;
            var text = http.Request.Query[name].ToString();
            if (text.Length > 0 && Complaint(Nullable.GetUnderlyingType(type) ?? type, text) is { } reason)
                wrong.Add(new($"?{name}", reason));
        }

        return Of(wrong);
    }

    private static ProblemHttpResult Of(List<FieldError> wrong) =>
        Problems.Of(400, "malformed-request", "The address cannot be read.", wrong);

    private static string? Complaint(Type type, string text) =>
        type == typeof(Guid) ? Guid.TryParse(text, out _) ? null : "must be a uuid"
        : type == typeof(bool) ? bool.TryParse(text, out _) ? null : "must be true or false"
        : type == typeof(DateOnly)
            ? DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "must be a day like 2026-01-31"
        : type == typeof(int) || type == typeof(long)
            ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                ? null
                : "must be a whole number"
        : null;
}
