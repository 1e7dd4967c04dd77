using System.Net;

namespace Platform.Sites.Extraction;

/// <summary>Makes a tree of a stranger's HTML, however broken. Each character is looked at once or twice, and the tree
/// is neither deep nor large, whatever the page was made for; see docs/decisions/0055.</summary>
internal sealed class HtmlPage
{
    private const int DepthMax = 100;
    private const int ElementsMax = 100_000;
    private const int AttributesMax = 40;
    private const int NameLengthMax = 40;

    private static readonly HashSet<string> Empty =
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ];

    // What stands between their tags is no HTML.
    private static readonly HashSet<string> Raw = ["script", "style", "textarea", "title", "iframe", "xmp"];

    // An element of the one kind ends where another of its kind begins, unless one of the others stands in between.
    private static readonly Dictionary<string, (string[] Ends, string[] Within)> Closing = new()
    {
        ["li"] = (["li"], ["ul", "ol", "menu"]),
        ["dt"] = (["dt", "dd"], ["dl"]),
        ["dd"] = (["dt", "dd"], ["dl"]),
        ["tr"] = (["tr", "td", "th"], ["table"]),
        ["td"] = (["td", "th"], ["tr", "table"]),
        ["th"] = (["td", "th"], ["tr", "table"]),
        ["p"] = (["p"], ["div", "section", "li", "td", "body"]),
        ["option"] = (["option"], ["select"]),
    };

    private readonly string _html;
    private readonly List<HtmlElement> _open;
    private int _at;
    private int _elements;

    private HtmlPage(string html, HtmlElement root)
    {
        _html = html;
        _open = [root];
    }

    /// <summary>The page's tree.</summary>
    public static HtmlElement Read(string html)
    {
        var root = new HtmlElement("html");
        new HtmlPage(html, root).Read();
        return root;
    }

    private void Read()
    {
        while (_at < _html.Length && _elements < ElementsMax)
        {
            var tag = _html.IndexOf('<', _at);
            if (tag < 0)
                tag = _html.Length;
            Say(_html[_at..tag]);
            _at = tag;
            if (_at < _html.Length)
                Tag();
        }
    }

    private void Say(string text)
    {
        if (text.Length == 0)
            return;
        _elements++;
        _open[^1].Children.Add(new HtmlElement("", WebUtility.HtmlDecode(text)));
    }

    private void Tag()
    {
        var next = _at + 1 < _html.Length ? _html[_at + 1] : ' ';
        if (_html.AsSpan(_at).StartsWith("<!--"))
        {
            Skip("-->");
        }
        else if (next is '!' or '?')
        {
            Skip(">");
        }
        else if (next == '/')
        {
            End();
        }
        else if (char.IsAsciiLetter(next))
        {
            Start();
        }
        else
        {
            _at++;
            Say("<");
        }
    }

    private void Skip(string end)
    {
        var found = _html.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _html.Length : found + end.Length;
    }

    private void End()
    {
        _at += 2;
        var name = Name();
        Skip(">");
        for (var i = _open.Count - 1; i > 0; i--)
        {
            if (_open[i].Name != name)
                continue;
            _open.RemoveRange(i, _open.Count - i);
            return;
        }
    }

    private void Start()
    {
        _at++;
        var element = new HtmlElement(Name());
        var isClosed = Attributes(element);
        _elements++;
        if (Closing.TryGetValue(element.Name, out var closing))
            Close(closing.Ends, closing.Within);
        _open[^1].Children.Add(element);
        if (Raw.Contains(element.Name))
            ReadRaw(element);
        else if (!isClosed && !Empty.Contains(element.Name) && _open.Count < DepthMax)
            _open.Add(element);
    }

    private void Close(string[] ends, string[] within)
    {
        for (var i = _open.Count - 1; i > 0 && Array.IndexOf(within, _open[i].Name) < 0; i--)
        {
            if (Array.IndexOf(ends, _open[i].Name) >= 0)
                _open.RemoveRange(i, _open.Count - i);
        }
    }

    private void ReadRaw(HtmlElement element)
    {
        var end = _html.IndexOf($"</{element.Name}", _at, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
            end = _html.Length;
        var text = _html[_at..end];
        _at = end;
        if (element.Name == "title")
            element.Children.Add(new HtmlElement("", WebUtility.HtmlDecode(text)));
        else
            element.Text = text;
    }

    private string Name()
    {
        var from = _at;
        while (_at < _html.Length && (char.IsAsciiLetterOrDigit(_html[_at]) || _html[_at] is '-' or ':'))
            _at++;
        return _html[from..Math.Min(_at, from + NameLengthMax)].ToLowerInvariant();
    }

    /// <summary>Reads up to the end of the tag; answers whether it closes itself.</summary>
    private bool Attributes(HtmlElement element)
    {
        while (_at < _html.Length)
        {
            var c = _html[_at];
            if (c == '>')
            {
                _at++;
                return _html[_at - 2] == '/';
            }

            if (char.IsWhiteSpace(c) || c is '/' or '=' or '"' or '\'')
            {
                _at++;
                continue;
            }

            var from = _at;
            while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] is not ('=' or '>' or '/'))
                _at++;
            var name = _html[from..Math.Min(_at, from + NameLengthMax)].ToLowerInvariant();
            var value = Value();
            if (element.Attributes.Count < AttributesMax)
                element.Attributes.TryAdd(name, WebUtility.HtmlDecode(value));
        }

        return true;
    }

    private string Value()
    {
        SkipSpace();
        if (_at >= _html.Length || _html[_at] != '=')
            return "";
        _at++;
        SkipSpace();
        if (_at >= _html.Length)
            return "";
        var quote = _html[_at];
        if (quote is '"' or '\'')
        {
            var end = _html.IndexOf(quote, _at + 1);
            var value = end < 0 ? "" : _html[(_at + 1)..end];
            _at = end < 0 ? _html.Length : end + 1;
            return value;
        }

        var from = _at;
        while (_at < _html.Length && !char.IsWhiteSpace(_html[_at]) && _html[_at] != '>')
            _at++;
        return _html[from.._at];
    }

    private void SkipSpace()
    {
        while (_at < _html.Length && char.IsWhiteSpace(_html[_at]))
            _at++;
    }
}
