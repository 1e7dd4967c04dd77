using System.Text;

namespace Platform.Sites.Extraction;

/// <summary>An element of a page, or a piece of its text (then <see cref="Name"/> is empty).</summary>
internal sealed class HtmlElement(string name, string text = "")
{
    private static readonly HashSet<string> Unseen =
        ["script", "style", "template", "svg", "title", "noscript", "textarea", "select", "iframe"];

    private static readonly HashSet<string> Inline =
    [
        "", "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "font", "i", "img", "label", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "td", "th", "time", "u",
    ];

    /// <summary>In small letters.</summary>
    public string Name { get; } = name;

    /// <summary>Of a piece of text, and of elements whose content is no HTML: a script's.</summary>
    public string Text { get; set; } = text;

    /// <summary>In small letters.</summary>
    public Dictionary<string, string> Attributes { get; } = [];

    public List<HtmlElement> Children { get; } = [];

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>This element and all below it, in the page's order.</summary>
    public IEnumerable<HtmlElement> All()
    {
        var waiting = new Stack<HtmlElement>([this]);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            for (var i = next.Children.Count - 1; i >= 0; i--)
                waiting.Push(next.Children[i]);
        }
    }

    /// <summary>What a reader sees of it, in one line, and no more of it than that.</summary>
    public string Words(int lengthMax)
    {
        var words = new StringBuilder();
        foreach (var element in All())
        {
            // A script's text is its own; only pieces of text are seen.
            if (element.Name.Length == 0 && element.Text.Length > 0)
                words.Append(element.Text);
            else
                words.Append(' ');
            if (words.Length > 2 * lengthMax)
                break;
        }

        var line = OneLine(words.ToString());
        return line.Length > lengthMax ? "" : line;
    }

    /// <summary>What a reader sees, line by line.</summary>
    public List<string> Lines()
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        Write(this, lines, line);
        Break(lines, line);
        return lines;
    }

    // As deep as the tree, and the parser sees to it that no tree is deep.
    private static void Write(HtmlElement element, List<string> lines, StringBuilder line)
    {
        if (Unseen.Contains(element.Name))
            return;
        line.Append(element.Text);
        var breaks = !Inline.Contains(element.Name);
        if (breaks)
            Break(lines, line);
        else if (element.Name is "td" or "th")
            line.Append(' ');
        foreach (var child in element.Children)
            Write(child, lines, line);
        if (breaks)
            Break(lines, line);
        else if (element.Name.Length > 0)
            line.Append(' ');
    }

    private static void Break(List<string> lines, StringBuilder line)
    {
        if (line.Length == 0)
            return;
        var text = OneLine(line.ToString());
        line.Clear();
        if (text.Length > 0)
            lines.Add(text);
    }

    internal static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
