using System.Text.Json;

namespace Platform.Sites.Extraction;

/// <summary>Reads blocks of JSON-LD. One that is no JSON says nothing; the others still do. Pure.</summary>
internal static class JsonLd
{
    private const int BlocksMax = 30;
    private const int NodesMax = 5_000;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 32,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Everything that the page's blocks name at their top.</summary>
    public static List<SchemaNode> Read(HtmlElement page)
    {
        var found = new List<SchemaNode>();
        var left = NodesMax;
        var blocks = page.All().Where(element => element.Name == "script"
            && element["type"]?.Trim().StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase) == true);
        foreach (var block in blocks.Take(BlocksMax))
        {
            try
            {
                using var json = JsonDocument.Parse(block.Text, Options);
                Top(json.RootElement, found, ref left);
            }
            catch (JsonException)
            {
                // A broken block is the site's; what stands beside it is read all the same.
                continue;
            }
        }

        return found;
    }

    private static void Top(JsonElement json, List<SchemaNode> found, ref int left)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Top(item, found, ref left);
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            if (json.TryGetProperty("@graph", out var graph))
                Top(graph, found, ref left);
            if (Node(json, ref left) is { } node)
                found.Add(node);
        }
    }

    private static SchemaNode? Node(JsonElement json, ref int left)
    {
        if (left-- <= 0)
            return null;
        var node = new SchemaNode(CandidateSource.JsonLd);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name == "@type")
                Types(property.Value, node);
            else if (property.Name is not ("@graph" or "@context"))
                Add(node, SchemaNode.Bare(property.Name), property.Value, ref left);
        }

        return node;
    }

    private static void Types(JsonElement json, SchemaNode node)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            node.Types.Add(SchemaNode.Bare(json.GetString()!));
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Types(item, node);
        }
    }

    private static void Add(SchemaNode node, string property, JsonElement json, ref int left)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                node.Add(property, json.GetString()!.Trim());
                break;
            case JsonValueKind.Number:
                node.Add(property, json.GetRawText());
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Add(node, property, item, ref left);
                break;
            case JsonValueKind.Object when Node(json, ref left) is { } thing:
                node.Add(property, thing);
                break;
            default:
                break; // true, false and null name nothing that is looked for.
        }
    }
}
