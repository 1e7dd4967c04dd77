using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Sites;

/// <summary>Makes text of a page's bytes, in the encoding that it says it has. Pure.</summary>
internal static partial class PageText
{
    // A page says it in its first kilobyte, or not at all.
    private const int HeadBytes = 1024;

    public static string Read(byte[] bytes, string? charset)
    {
        var said = charset?.Trim('"', ' ') ?? Charset().Match(
            Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeadBytes))).Groups["name"].Value;
        return (Find(said) ?? Encoding.UTF8).GetString(bytes).TrimStart('\uFEFF');
    }

    // A name that nobody knows is no reason to read nothing.
    private static Encoding? Find(string name)
    {
        if (name.Length is 0 or > 40)
            return null;
        try
        {
            return name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase)
                ? CodePagesEncodingProvider.Instance.GetEncoding(1252)
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"<meta[^>]{0,200}charset\s*=\s*[""']?(?<name>[A-Za-z0-9_:-]{2,40})",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
