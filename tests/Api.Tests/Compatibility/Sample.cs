using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Compatibility;

/// <summary>A sample of the documents that earlier clients were written from, kept as it stands there: with its
/// comments, and with <c>[...]</c> and <c>{...}</c> where it leaves something out.</summary>
internal static partial class Sample
{
    private const string Any = "...";

    /// <summary>The JSON of a sample. What it leaves out is a list or an object that holds <see cref="Any"/>.</summary>
    public static JsonObject Read(string name)
    {
        var text = File.ReadAllText(Repository.PathOf("tests", "Api.Tests", "Compatibility", "Samples", name));
        var json = text[text.IndexOf('{', StringComparison.Ordinal)..]
            .Replace("[...]", $"[\"{Any}\"]", StringComparison.Ordinal)
            .Replace("{...}", $"{{\"{Any}\":0}}", StringComparison.Ordinal);
        // The first document in the text; what follows is the end of a command line, or the next request.
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(json), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        return JsonNode.Parse(ref reader)!.AsObject();
    }

    /// <summary>A request as a client sends it: what the sample leaves out is empty.</summary>
    public static JsonObject Request(string name)
    {
        var request = Read(name);
        if (request["conversation_details"] is JsonObject { } details)
            details["messages"] = new JsonArray();
        return request;
    }

    /// <summary>Every field of the sample is in the answer, with its value. A field that is
    /// <paramref name="free"/> (by its name) only has to be of the same kind: text, number, a time of the same
    /// form.</summary>
    public static void AssertSame(JsonNode expected, JsonNode? actual, params string[] free)
    {
        var complaints = Compare("", expected, actual, free).ToList();
        Assert.True(complaints.Count == 0, $"{string.Join('\n', complaints)}\nin {actual?.ToJsonString()}");
    }

    private static IEnumerable<string> Compare(string at, JsonNode? expected, JsonNode? actual, string[] free) =>
        (expected, actual) switch
        {
            (JsonObject left, JsonObject right) => left.ContainsKey(Any) ? [] : left.SelectMany(field =>
                right.ContainsKey(field.Key)
                    ? Compare($"{at}/{field.Key}", field.Value, right[field.Key], free)
                    : [$"{at}/{field.Key} is missing"]),
            (JsonArray left, JsonArray right) => left is [JsonValue only] && only.ToString() == Any ? []
                : left.Count != right.Count ? [$"{at} has {right.Count} items, not {left.Count}"]
                : left.Index().SelectMany(item => Compare($"{at}/{item.Index}", item.Item, right[item.Index], free)),
            (null, null) => [],
            (JsonValue left, JsonValue right) => free.Contains(at[(at.LastIndexOf('/') + 1)..])
                ? SameForm(at, left, right) : SameValue(at, left, right),
            _ => [$"{at} is {actual?.ToJsonString() ?? "null"}, not like {expected?.ToJsonString() ?? "null"}"],
        };

    private static string[] SameValue(string at, JsonValue expected, JsonValue actual)
    {
        var isSame = expected.GetValueKind() == JsonValueKind.Number && actual.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(expected.ToString(), CultureInfo.InvariantCulture)
                == decimal.Parse(actual.ToString(), CultureInfo.InvariantCulture)
            : JsonNode.DeepEquals(expected, actual);
        return isSame ? [] : [$"{at} is {actual.ToJsonString()}, not {expected.ToJsonString()}"];
    }

    private static string[] SameForm(string at, JsonValue expected, JsonValue actual)
    {
        var isSame = expected.GetValueKind() == actual.GetValueKind()
            && UtcTime().IsMatch(expected.ToString()) == UtcTime().IsMatch(actual.ToString())
            && Day().IsMatch(expected.ToString()) == Day().IsMatch(actual.ToString());
        return isSame ? [] : [$"{at} is {actual.ToJsonString()}, not of the form {expected.ToJsonString()}"];
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex UtcTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Day();
}
