using System.Collections.Immutable;
using System.Globalization;
using Platform.Accounts;
using Platform.Http;

namespace Platform.Orders;

/// <summary>Reads the query of a list. All wrong keys are named together.</summary>
internal sealed class OrderQuery
{
    private const int TextLengthMax = 100;
    private const int ValuesMax = 50;

    /// <summary>Every key, for the OpenAPI document.</summary>
    public static IReadOnlyList<QueryKey> Keys { get; } =
    [
        QueryKey.Of<OrderKind>("kind", "Services or goods.", OrderWords.Of),
        QueryKey.Of<OrderStatus>("status", "Aliases mean what each kind understands by them.", OrderWords.Of),
        QueryKey.Of<OrderStage>("stage", "Statuses of both kinds together.", OrderWords.Of),
        QueryKey.Id("shop_id", "Of these shops."),
        QueryKey.Id("vendor_id", "Done by these vendors."),
        QueryKey.Id("agent_id", "Taken by these agents."),
        QueryKey.Of<Priority>("priority", "How soon it has to be done.", OrderWords.Of),
        new("service_category", "One of the six categories, or a service's own name.", IsRepeated: true),
        QueryKey.Of<DispatchStatus>("dispatch_status", "How far the search for a vendor is.", OrderWords.Of),
        QueryKey.Of<OrderSource>("source", "Where it came from.", OrderWords.Of),
        QueryKey.Time("from", "Made at or after."),
        QueryKey.Time("to", "Made before."),
        new("q", "Words of number, name, phone, label or business."),
        new("sort", "Newest first when absent.", ["-created_at", "created_at", "-updated_at", "-total"]),
    ];

    private readonly IQueryCollection _query;
    private readonly List<FieldError> _errors = [];

    private OrderQuery(IQueryCollection query) => _query = query;

    /// <summary>The filter, or every key that could not be read.</summary>
    public static (OrderFilter? Filter, IReadOnlyList<FieldError> Errors) Read(
        IQueryCollection keys, Caller caller, int limit)
    {
        var query = new OrderQuery(keys);
        var kinds = query.Words<OrderKind>("kind", OrderWords.Of);
        var (categories, labels) = query.Services();
        var filter = new OrderFilter
        {
            Kinds = kinds,
            Statuses = query.Statuses(kinds),
            Stages = query.Words<OrderStage>("stage", OrderWords.Of),
            ShopIds = caller.ShopId is { } shop ? [shop] : query.Ids("shop_id"),
            VendorIds = query.Ids("vendor_id"),
            Priorities = query.Words<Priority>("priority", OrderWords.Of),
            Categories = categories,
            Labels = labels,
            DispatchStatuses = query.Words<DispatchStatus>("dispatch_status", OrderWords.Of),
            Sources = query.Words<OrderSource>("source", OrderWords.Of),
            AgentIds = query.Ids("agent_id"),
            From = query.Time("from"),
            To = query.Time("to"),
            Text = query.Text(),
            Sort = query.Sort(),
            Limit = limit,
        };
        return query._errors.Count == 0 ? (filter, []) : (null, query._errors);
    }

    /// <summary>What a cursor is bound to: the account, the caller's shop, and every key but cursor and
    /// limit.</summary>
    public static string Identity(HttpContext http, Caller caller)
    {
        var keys = http.Request.Query
            .Where(entry => entry.Key is not ("cursor" or "limit"))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key}={string.Join(',', entry.Value.Order(StringComparer.Ordinal))}");
        return $"orders|{caller.AccountId:N}|{caller.ShopId:N}|{string.Join('&', keys)}";
    }

    private ImmutableArray<T> Words<T>(string key, Func<T, string> word)
        where T : struct, Enum =>
        Values<T>(key, text => OrderWords.TryRead(text, word) is { } value ? [value] : [], () =>
            $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(word))}");

    // A word as it is written means itself; an alias means what each of the asked kinds understands by it. A word of
    // the other kind is no mistake: no order matches it.
    private ImmutableArray<OrderStatus> Statuses(ImmutableArray<OrderKind> kinds)
    {
        OrderKind[] asked = kinds.IsEmpty ? Enum.GetValues<OrderKind>() : [.. kinds];
        return Values<OrderStatus>(
            "status",
            text => OrderWords.TryRead<OrderStatus>(text, OrderWords.Of) is { } exact
                && (asked.Any(kind => OrderStages.Has(kind, exact)) || Understood(text, asked).Length == 0)
                ? [exact]
                : Understood(text, asked),
            () => "must be a status of an order");
    }

    private static OrderStatus[] Understood(string text, OrderKind[] kinds) =>
        [.. kinds.Select(kind => OrderWords.TryReadStatus(text, kind)).OfType<OrderStatus>().Distinct()];

    // One of the six is a category, anything else the shop's own name of a service.
    private (ImmutableArray<ServiceCategory> Categories, ImmutableArray<string> Labels) Services()
    {
        var texts = Values<string>("service_category", text => [text.Trim().ToLowerInvariant()], () => "");
        var read = texts.Select(text => OrderWords.TryRead<ServiceCategory>(text, OrderWords.Of)).ToList();
        return ([.. read.OfType<ServiceCategory>()], [.. texts.Where((_, index) => read[index] is null)]);
    }

    private ImmutableArray<Guid> Ids(string key) =>
        Values<Guid>(key, text => Guid.TryParse(text, out var id) ? [id] : [], () => "must be a uuid");

    private ImmutableArray<T> Values<T>(string key, Func<string, T[]> read, Func<string> reason)
    {
        var texts = _query[key];
        if (texts.Count == 0)
            return [];
        if (texts.Count > ValuesMax)
        {
            _errors.Add(new($"?{key}", $"must be at most {ValuesMax} values"));
            return [];
        }

        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var text in texts)
        {
            var understood = read(text ?? "");
            values.AddRange(understood);
            if (understood.Length == 0)
                _errors.Add(new($"?{key}", reason()));
        }

        return values.ToImmutable();
    }

    private DateTimeOffset? Time(string key)
    {
        var text = _query[key].ToString();
        if (text.Length == 0)
            return null;
        // Without an offset nobody knows which moment is meant.
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var plain)
            && plain.Kind != DateTimeKind.Unspecified
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return at;
        }

        _errors.Add(new($"?{key}", "must be a time with offset like 2026-01-31T14:00:00Z"));
        return null;
    }

    private string? Text()
    {
        var text = _query["q"].ToString().Trim();
        if (text.Length > TextLengthMax || text.Contains('\0', StringComparison.Ordinal))
            _errors.Add(new("?q", $"must be at most {TextLengthMax} characters"));
        return text.Length == 0 ? null : text;
    }

    private OrderSort Sort()
    {
        switch (_query["sort"].ToString())
        {
            case "" or "-created_at":
                return OrderSort.NewestFirst;
            case "created_at":
                return OrderSort.OldestFirst;
            case "-updated_at":
                return OrderSort.LastUpdatedFirst;
            case "-total":
                return OrderSort.LargestFirst;
            default:
                _errors.Add(new("?sort", "must be one of -created_at, created_at, -updated_at, -total"));
                return OrderSort.NewestFirst;
        }
    }
}
