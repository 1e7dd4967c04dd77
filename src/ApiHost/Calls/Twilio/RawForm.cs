using System.Net;
using System.Text;
using System.Text.Json;

namespace Platform.Calls.Twilio;

/// <summary>A form post as it was sent: pairs in their order, repeated names kept. ASP.NET's own form joins repeated
/// values with commas, over which no provider ever signed.</summary>
internal sealed class RawForm
{
    private const int PairsMax = 500;
    private readonly List<KeyValuePair<string, string>> _pairs;

    private RawForm(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public static RawForm Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The first value of a name, or null when it is absent or empty.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _pairs)
            {
                if (key == name)
                    return value.Length == 0 ? null : value;
            }

            return null;
        }
    }

    /// <summary>Reads <c>application/x-www-form-urlencoded</c> bytes; null when there are more pairs than anybody
    /// sends.</summary>
    public static RawForm? Parse(ReadOnlySpan<byte> body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var text = Encoding.UTF8.GetString(body);
        foreach (var range in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan(range);
            if (pair.IsEmpty)
                continue;
            if (pairs.Count == PairsMax)
                return null;

            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            pairs.Add(new(WebUtility.UrlDecode(name.ToString()), WebUtility.UrlDecode(value.ToString())));
        }

        return new RawForm(pairs);
    }

    /// <summary>The same of a JSON object's texts and numbers; null when it is none.</summary>
    public static RawForm? ParseJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new RawForm([.. document.RootElement.EnumerateObject()
                    .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    .Select(member => KeyValuePair.Create(member.Name, member.Value.ToString()))
                    .Take(PairsMax)])
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads whichever of the two it is.</summary>
    public static RawForm? Read(byte[] body) => body is [(byte)'{', ..] ? ParseJson(body) : Parse(body);
}
