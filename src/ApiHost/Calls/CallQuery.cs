using System.Globalization;
using Platform.Http;

namespace Platform.Calls;

/// <summary>Reads filters of a list from the query and collects what cannot be read.</summary>
internal sealed class CallQuery(IQueryCollection query)
{
    private const int TextLengthMax = 100;
    private const int IdsMax = 50;

    /// <summary>The keys of each list, for the OpenAPI document.</summary>
    public static IReadOnlyList<QueryKey> CallKeys { get; } =
    [
        QueryKey.Of<CallStatus>("status", "Where the call stands.", CallWords.Of),
        QueryKey.Of<CallOutcome>("outcome", "What came of it.", CallWords.Of),
        QueryKey.Id("shop_id", "Of these shops."),
        QueryKey.Of<CallDirection>("direction", "Who called.", CallWords.Of),
        QueryKey.Time("from", "Begun at or after."),
        QueryKey.Time("to", "Begun before."),
        new("q", "Digits of a number, the provider's id of the call, or an order's number."),
    ];

    /// <inheritdoc cref="CallKeys"/>
    public static IReadOnlyList<QueryKey> WebhookKeys { get; } =
        [QueryKey.Of<WebhookVerdict>("verdict", "Whether it was believed.", CallWords.Of)];

    /// <inheritdoc cref="CallKeys"/>
    public static IReadOnlyList<QueryKey> TaskKeys { get; } =
    [
        QueryKey.Of<TaskState>("status", "Where the task stands.", CallWords.Of),
        new("shop_id", "Of this shop.", Format: "uuid"),
        new("call_id", "Of this call.", Format: "uuid"),
        new("sort", "The first due come first when absent.", ["due_at", "-due_at"]),
    ];

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>The words under a name: repeat the name, or put commas between them.</summary>
    public IReadOnlyList<T> Words<T>(string name, Func<T, string> of)
        where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var word in query[name].SelectMany(text => (text ?? "").Split(',')).Where(word => word.Length > 0))
        {
            if (CallWords.Read(word, of) is { } value)
                found.Add(value);
            else
                _errors.Add(new("?" + name, "must be one of: " + string.Join(", ", Enum.GetValues<T>().Select(of))));
        }

        return found;
    }

    /// <summary>The ids under a name, which may be repeated.</summary>
    public IReadOnlyList<Guid> Ids(string name)
    {
        var texts = query[name].OfType<string>().Where(text => text.Length > 0).ToList();
        var found = texts.Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        if (found.Count < texts.Count || texts.Count > IdsMax)
            _errors.Add(new("?" + name, $"must be ids, at most {IdsMax}"));
        return found;
    }

    public Guid? Id(string name) =>
        Read(name, "must be an id", text => Guid.TryParse(text, out var id) ? id : (Guid?)null);

    public DateTimeOffset? Time(string name) => Read(
        name, "must be a time with offset, 2026-03-09T15:00:00Z",
        text => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : (DateTimeOffset?)null);

    /// <summary>Whether the list is sorted by a key from the end: <c>-key</c>.</summary>
    public bool IsLastFirst(string key)
    {
        var text = query["sort"].ToString();
        if (text.Length > 0 && text != key && text != "-" + key)
            _errors.Add(new("?sort", $"must be one of {key}, -{key}"));
        return text == "-" + key;
    }

    public string? Text(string name)
    {
        var text = query[name].ToString().Trim();
        if (text.Length > TextLengthMax || text.Contains('\0', StringComparison.Ordinal))
            _errors.Add(new("?" + name, $"must be at most {TextLengthMax} characters"));
        return text.Length == 0 ? null : text;
    }

    private T? Read<T>(string name, string rule, Func<string, T?> read)
        where T : struct
    {
        var text = query[name].ToString();
        if (text.Length == 0)
            return null;
        var value = read(text);
        if (value is null)
            _errors.Add(new("?" + name, rule));
        return value;
    }
}
