using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Secrets;

namespace Platform.Http;

/// <summary>Cursors of lists: the sort key of the last row, bound to the filters and the account it was made for,
/// signed. <code>
/// var after = cursors.ReadTimed(page.Cursor, filters); // null for the first page; 400 invalid-cursor
/// var next = cursors.WriteTimed(filters, last.CreatedAt, last.Id);
/// </code></summary>
internal sealed class Cursors(SignedText signed)
{
    /// <summary>What stands between the values of a key; a text among them may hold it.</summary>
    public const char Separator = '\u001f';

    private const int FilterHashLength = 8;
    private const string TimeFormat = "O";

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

    /// <summary>A cursor of a list that is sorted by a time and then by an id.</summary>
    /// <param name="filters">As for <see cref="Write"/>.</param>
    /// <param name="at">The time of the last row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="before">What the list is sorted by before these.</param>
    public string WriteTimed(string filters, DateTimeOffset at, Guid id, params ReadOnlySpan<string> before) =>
        Write(filters, [.. before, at.ToString(TimeFormat, CultureInfo.InvariantCulture), id.ToString()]);

    /// <summary>The time and the id that a cursor goes on after, or null when there is no cursor.</summary>
    /// <exception cref="ProblemException">As for <see cref="Read"/>.</exception>
    public (DateTimeOffset At, Guid Id)? ReadTimed(string? cursor, string filters) =>
        Read(cursor, filters) is { } key ? Timed(key) : null;

    /// <summary>The time and the id of a key, or of what is left of one after what is sorted by before them.</summary>
    /// <exception cref="ProblemException">400 <c>invalid-cursor</c>: it has other parts.</exception>
    public static (DateTimeOffset At, Guid Id) Timed(params ReadOnlySpan<string> key) =>
        key is [var time, var id] && TimeOf(time) is { } at && Guid.TryParse(id, out var last)
            ? (at, last)
            : throw Invalid();

    /// <summary>A cursor of a list that is sorted by a name and then by an id.</summary>
    /// <param name="filters">As for <see cref="Write"/>.</param>
    /// <param name="name">The name of the last row.</param>
    /// <param name="id">Its id.</param>
    public string WriteNamed(string filters, string name, Guid id) => Write(filters, name, id.ToString());

    /// <summary>The name and the id that a cursor goes on after, or null when there is no cursor.</summary>
    /// <exception cref="ProblemException">As for <see cref="Read"/>, or 400 <c>invalid-cursor</c>: it has other
    /// parts.</exception>
    public (string Name, Guid Id)? ReadNamed(string? cursor, string filters)
    {
        if (Read(cursor, filters) is not { } key)
            return null;
        // The name is put together again: nothing says that a name cannot hold what separates the parts.
        return key is [.. { Length: > 0 } name, var id] && Guid.TryParse(id, out var last)
            ? (string.Join(Separator, name), last)
            : throw Invalid();
    }

    /// <summary>A cursor of a list that is sorted by a number of its own.</summary>
    /// <param name="filters">As for <see cref="Write"/>.</param>
    /// <param name="number">The number of the last row.</param>
    public string WriteNumbered(string filters, long number) =>
        Write(filters, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number that a cursor goes on after, or null when there is no cursor.</summary>
    /// <exception cref="ProblemException">As for <see cref="ReadNamed"/>.</exception>
    public long? ReadNumbered(string? cursor, string filters) => Read(cursor, filters) switch
    {
        null => null,
        [var text] when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Invalid(),
    };

    /// <summary>What a list throws when a cursor opens but its parts make no sense for it.</summary>
    public static ProblemException Invalid() =>
        new(Problems.Of(400, "invalid-cursor", "Start again without a cursor and keep the filters."));

    // Some lists wrote ticks once, and their cursors are in the hands of clients.
    private static DateTimeOffset? TimeOf(string text)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var ticks))
            return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        return DateTimeOffset.TryParseExact(
            text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;
    }

    private static byte[] Hash(string filters) => SHA256.HashData(Encoding.UTF8.GetBytes(filters))[..FilterHashLength];
}
