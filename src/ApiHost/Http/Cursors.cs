using System.Security.Cryptography;
using System.Text;
using Platform.Secrets;

namespace Platform.Http;

/// <summary>Cursors of lists: the sort key of the last row, bound to the filters and the account it was made for,
/// signed. <code> var after = cursors.Read(page.Cursor, filters);            // null for the first page; 400
/// invalid-cursor var next = cursors.Write(filters, last.CreatedAt.ToString("O"), last.Id.ToString());
/// </code></summary>
internal sealed class Cursors(SignedText signed)
{
    /// <summary>What stands between the values of a key; a text among them may hold it.</summary>
    public const char Separator = '\u001f';

    private const int FilterHashLength = 8;

    /// <summary>A cursor that goes on after a row.</summary>
    /// <param name="filters">Everything that decides which rows are in the list and in which order, with the account:
    /// <c>orders|{account}|{query string without cursor and limit}</c>.</param>
    /// <param name="sortKey">The values of the last row that the list is sorted by, in order; the last is
    /// unique.</param>
    public string Write(string filters, params ReadOnlySpan<string> sortKey)
    {
        var key = Encoding.UTF8.GetBytes(string.Join(Separator, sortKey));
        var payload = new byte[FilterHashLength + key.Length];
        Hash(filters).CopyTo(payload, 0);
        key.CopyTo(payload, FilterHashLength);
        return signed.Sign(KeyPurpose.Cursors, payload);
    }

    /// <summary>The sort key a cursor goes on after, or null when there is no cursor.</summary>
    /// <exception cref="ProblemException">400 <c>invalid-cursor</c>: made for other filters, or not by this
    /// platform.</exception>
    public string[]? Read(string? cursor, string filters)
    {
        if (cursor is null)
            return null;
        if (signed.Open(KeyPurpose.Cursors, cursor) is { Length: >= FilterHashLength } payload
            && payload.AsSpan(0, FilterHashLength).SequenceEqual(Hash(filters)))
        {
            return Encoding.UTF8.GetString(payload.AsSpan(FilterHashLength)).Split(Separator);
        }

        throw Invalid();
    }

    /// <summary>What a list throws when a cursor opens but its parts make no sense for it.</summary>
    public static ProblemException Invalid() =>
        new(Problems.Of(400, "invalid-cursor", "Start again without a cursor and keep the filters."));

    private static byte[] Hash(string filters) => SHA256.HashData(Encoding.UTF8.GetBytes(filters))[..FilterHashLength];
}
