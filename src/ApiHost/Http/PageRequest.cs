using System.Globalization;

namespace Platform.Http;

/// <summary>Which part of a list is wanted. Take it as a parameter of the handler.</summary>
/// <param name="Limit">How many at most, 1 to 200. More is cut to 200.</param>
/// <param name="Cursor">Where the last page ended, as it was answered; null for the first page.</param>
internal sealed record PageRequest(int Limit, string? Cursor)
{
    public const int LimitDefault = 50;
    public const int LimitMax = 200;

    public static ValueTask<PageRequest?> BindAsync(HttpContext http)
    {
        var text = http.Request.Query["limit"].ToString();
        var limit = LimitDefault;
        if (text.Length > 0
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit == 0))
        {
            throw new ProblemException(Problems.Of(
                400, "malformed-request", "limit is a number from 1 to 200.",
                new FieldError("?limit", "must be a number from 1 to 200")));
        }

        var cursor = http.Request.Query["cursor"].ToString();
        return new(new PageRequest(Math.Min(limit, LimitMax), cursor.Length > 0 ? cursor : null));
    }
}

/// <summary>A page of a list, as every list answers.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Where the next page starts; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
