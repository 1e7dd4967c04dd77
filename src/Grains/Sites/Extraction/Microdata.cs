namespace Platform.Sites.Extraction;

/// <summary>Reads microdata: elements that say with <c>itemscope</c> and <c>itemprop</c> what they are. Pure.</summary>
internal static class Microdata
{
    private const int NodesMax = 2_000;
    private const int TextLengthMax = 300;

    /// <summary>Everything that the page's elements name at their top.</summary>
    public static List<SchemaNode> Read(HtmlElement page)
    {
        var found = new List<SchemaNode>();
        var left = NodesMax;
        Walk(page, null, found, ref left);
        return found;
    }

    private static void Walk(HtmlElement element, SchemaNode? within, List<SchemaNode> found, ref int left)
    {
        if (left <= 0)
            return;
        var properties = element["itemprop"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var inside = within;
        if (element.Attributes.ContainsKey("itemscope"))
        {
            left--;
            inside = new SchemaNode(CandidateSource.Microdata);
            var types = element["itemtype"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            inside.Types.AddRange(types.Select(SchemaNode.Bare));
            if (within is null || properties.Length == 0)
                found.Add(inside);
            foreach (var property in properties)
                within?.Add(property, inside);
        }
        else if (within is not null && properties.Length > 0)
        {
            left--;
            var value = Value(element);
            foreach (var property in properties)
                within.Add(property, value);
        }

        foreach (var child in element.Children)
            Walk(child, inside, found, ref left);
    }

    private static string Value(HtmlElement element) =>
        element["content"]
        ?? (element.Name is "a" or "link" ? element["href"] : null)
        ?? (element.Name is "time" ? element["datetime"] : null)
        ?? (element.Name is "data" or "meter" ? element["value"] : null)
        ?? element.Words(TextLengthMax);
}
