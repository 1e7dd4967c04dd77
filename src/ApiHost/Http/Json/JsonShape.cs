using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Http;

/// <summary>Compares a JSON document with the type that it does not fit, and names everything that is wrong: the
/// deserialiser itself stops at the first. Also repairs it with harmless values, so that the rules of the remaining
/// fields can be checked in the same answer.</summary>
internal sealed class JsonShape(JsonSerializerOptions options, int variant)
{
    private const int ErrorsMax = 100;

    private readonly List<FieldError> _errors = [];

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Whether something is among it that the deserialiser would take.</summary>
    public bool HasDoubts { get; private set; }

    /// <summary>Walks the document beside the type; answers the repaired document.</summary>
    public JsonNode? Walk(JsonElement element, JsonTypeInfo type, string pointer) => type.Kind switch
    {
        JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object => WalkObject(element, type, pointer),
        JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array => WalkArray(element, type, pointer),
        JsonTypeInfoKind.Dictionary when element.ValueKind == JsonValueKind.Object => WalkMap(element, type, pointer),
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => Wrong(type, pointer, "must be an object"),
        JsonTypeInfoKind.Enumerable => Wrong(type, pointer, "must be a list"),
        _ when !Fits(element, type) => Wrong(type, pointer, Expected(type.Type)),
        _ => JsonDoubts.WrongText(element) is { } reason ? Doubtful(type, pointer, reason) : Copy(element),
    };

    private static JsonNode? Copy(JsonElement element) => JsonNode.Parse(element.GetRawText());

    private static bool Fits(JsonElement element, JsonTypeInfo type)
    {
        try
        {
            element.Deserialize(type);
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private JsonObject WalkObject(JsonElement element, JsonTypeInfo type, string pointer)
    {
        var repaired = new JsonObject();
        foreach (var property in type.Properties)
        {
            var at = $"{pointer}/{property.Name}";
            var propertyType = options.GetTypeInfo(property.PropertyType);
            var isPresent = element.TryGetProperty(property.Name, out var value);
            if (!isPresent && IsRequired(property))
                repaired[property.Name] = Wrong(propertyType, at, "is required");
            else if (isPresent && value.ValueKind != JsonValueKind.Null)
                repaired[property.Name] = Walk(value, propertyType, at);
            else if (isPresent && !TakesNull(property))
                repaired[property.Name] = Wrong(propertyType, at, "must not be null");
        }

        return repaired;
    }

    private JsonArray WalkArray(JsonElement element, JsonTypeInfo type, string pointer)
    {
        var itemType = options.GetTypeInfo(type.ElementType!);
        var repaired = new JsonArray();
        var takesNull = itemType.Type == typeof(JsonElement) || Nullable.GetUnderlyingType(itemType.Type) is not null;
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            var at = $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}";
            repaired.Add(item.ValueKind != JsonValueKind.Null ? Walk(item, itemType, at)
                : takesNull ? null
                : Doubtful(itemType, at, "must not be null"));
        }

        return repaired;
    }

    private JsonObject WalkMap(JsonElement element, JsonTypeInfo type, string pointer)
    {
        var valueType = options.GetTypeInfo(type.ElementType!);
        var repaired = new JsonObject();
        foreach (var entry in element.EnumerateObject())
            repaired[entry.Name] = Walk(entry.Value, valueType, $"{pointer}/{Escape(entry.Name)}");
        return repaired;
    }

    private JsonNode? Doubtful(JsonTypeInfo type, string pointer, string reason)
    {
        HasDoubts = true;
        return Wrong(type, pointer, reason);
    }

    private JsonNode? Wrong(JsonTypeInfo type, string pointer, string reason)
    {
        if (_errors.Count < ErrorsMax)
            _errors.Add(new(pointer, reason));
        return Placeholder(type);
    }

    // Something of the type that offends as few rules as possible. Enums take another value in each variant.
    private JsonNode? Placeholder(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            return new JsonArray();
        if (type.Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary)
        {
            var made = new JsonObject();
            foreach (var property in type.Properties.Where(IsRequired))
                made[property.Name] = Placeholder(options.GetTypeInfo(property.PropertyType));
            return made;
        }

        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain.IsEnum)
            return EnumWords(plain) is var words ? words[variant % words.Length] : null;
        if (plain == typeof(string))
            return "x";
        if (plain == typeof(Guid))
            return Guid.Empty.ToString();
        if (plain == typeof(DateTimeOffset) || plain == typeof(DateTime))
            return "2000-01-01T00:00:00Z";
        if (plain == typeof(DateOnly))
            return "2000-01-01";
        if (plain == typeof(TimeOnly))
            return "00:00:00";
        return plain == typeof(bool) ? false : 1;
    }

    private string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
            return $"must be one of {string.Join(", ", EnumWords(plain))}";
        if (plain == typeof(string))
            return "must be text";
        if (plain == typeof(bool))
            return "must be true or false";
        if (plain == typeof(Guid))
            return "must be a uuid";
        if (plain == typeof(DateTimeOffset) || plain == typeof(DateTime))
            return "must be a time with offset like 2026-01-31T14:00:00Z";
        if (plain == typeof(DateOnly))
            return "must be a day like 2026-01-31";
        if (plain == typeof(TimeOnly))
            return "must be a clock time like 14:00:00";
        if (plain == typeof(int) || plain == typeof(long) || plain == typeof(short))
            return "must be a whole number";
        return plain == typeof(decimal) || plain == typeof(double) ? "must be a number" : "has the wrong form";
    }

    private string[] EnumWords(Type type) =>
        [
            .. Enum.GetValues(type).Cast<object>()
                .Select(value => JsonSerializer.Serialize(value, type, options).Trim('"')),
        ];

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static bool TakesNull(JsonPropertyInfo property) =>
        (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable)
        && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
