using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Commits;

namespace Platform.Orders;

/// <summary>What orders tell the log. Ids, statuses and amounts; never who ordered or what was said.</summary>
internal static class OrderEvents
{
    public const string Drafted = "order.drafted";
    public const string Placed = "order.placed";
    public const string StatusChanged = "order.status_changed";
    public const string Changed = "order.changed";
    public const string Noted = "order.noted";
    public const string Reopened = "order.reopened";
    public const string Expired = "order.expired";

    private const int BodySizeUsual = 640;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The event of a decision. Heard under the order's own topic and its vendor's, before and
    /// after.</summary>
    public static PendingEvent Of(OrderHead? before, OrderHead after, string kind, long version) =>
        new(kind, $"orders/{after.Id}", Body(before, after, version), Topics(before, after));

    private static ImmutableArray<string> Topics(OrderHead? before, OrderHead after)
    {
        var earlier = before?.VendorId;
        if (after.VendorId is not { } vendor)
            return earlier is { } lost ? [$"vendors/{lost}"] : default;
        return earlier is { } other && other != vendor
            ? [$"vendors/{vendor}", $"vendors/{other}"]
            : [$"vendors/{vendor}"];
    }

    private static string Body(OrderHead? before, OrderHead after, long version)
    {
        var buffer = _buffer ??= new(BodySizeUsual);
        var json = _writer ??= new(buffer);
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("order_id", after.Id);
        json.WriteString("order_number", after.Number);
        json.WriteString("kind", OrderWords.Of(after.Kind));
        if (before is not null)
            json.WriteString("from", OrderWords.Of(before.Status));
        json.WriteString("to", OrderWords.Of(after.Status));
        json.WriteString("stage", OrderWords.Of(after.Stage));
        json.WriteNumber("version", version);
        json.WriteString("priority", OrderWords.Of(after.Priority));
        if (after.ServiceCategory is { } category)
            json.WriteString("service_category", OrderWords.Of(category));
        Write(json, "shop_id", after.ShopId);
        Write(json, "vendor_id", after.VendorId);
        Write(json, "call_id", after.CallId);
        Figures(json, before, after);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The counters are kept from these alone: how much revenue the order stood for before and after, and the day and
    // zone it is counted under.
    private static void Figures(Utf8JsonWriter json, OrderHead? before, OrderHead after)
    {
        json.WriteNumber("total_minor", after.Amount.Minor ?? 0);
        if (after.Amount.Kind is { } kind)
            json.WriteString("amount_kind", OrderWords.Of(kind));
        json.WriteString("currency", after.Currency);
        Span<char> day = stackalloc char[10];
        after.Day.TryFormat(day, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString("day", day);
        json.WriteString("timezone", after.Timezone);
        json.WriteNumber("revenue_minor", after.RevenueMinor);
        if (before is not null)
            json.WriteNumber("revenue_before_minor", before.RevenueMinor);
    }

    private static void Write(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } value)
            json.WriteString(name, value);
    }
}
