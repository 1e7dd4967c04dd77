using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Commits;
using Platform.Live;

namespace Platform.Orders;

/// <summary>What orders tell the log. Ids, statuses and amounts; never who ordered or what was said.</summary>
internal static class OrderEvents
{
    public const string Drafted = "order.drafted";
    public const string Placed = "order.placed";
    public const string StatusChanged = "order.status_changed";
    public const string Changed = "order.changed";
    public const string Noted = "order.noted";
    public const string PersonErased = "order.person_erased";
    public const string ErasureFinished = "order.erasure_finished";
    public const string Rated = "order.rated";
    public const string Reopened = "order.reopened";
    public const string Expired = "order.expired";
    public const string Offered = "order.offered";
    public const string OfferDeclined = "order.offer_declined";
    public const string OfferExpired = "order.offer_expired";
    public const string OfferWithdrawn = "order.offer_withdrawn";
    public const string Assigned = "order.assigned";
    public const string PaymentReceived = "order.payment_received";
    public const string PaymentRefunded = "order.payment_refunded";
    public const string NeedsAttention = "order.needs_attention";

    private const int BodySizeUsual = 640;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The events of a decision; none when it is no news.</summary>
    public static ImmutableArray<PendingEvent> Of(OrderHead? before, OrderDecision decision, long version)
    {
        var next = decision.Next!;
        if (decision.Event.Length == 0)
            return [];
        if (decision.Offers.IsEmpty)
            return [Of(before, next, decision.Event, version, decision.News, decision.Payment)];

        var events = ImmutableArray.CreateBuilder<PendingEvent>(3);
        // The step itself is told as every step is; that somebody won comes after it and moves no figure.
        if (decision.Event == Assigned)
            events.Add(Of(before, next, StatusChanged, version));
        events.Add(Of(decision.Event == Assigned ? next : before, next, decision.Event, version, decision.News));
        if (decision.Event != OfferWithdrawn && Losers(decision) is { Vendors.IsEmpty: false } losers)
            events.Add(Withdrawn(next, losers, version));
        return events.DrainToImmutable();
    }

    /// <summary>One event. Heard under the order's own topic and its vendor's, before and after.</summary>
    public static PendingEvent Of(
        OrderHead? before, OrderHead after, string kind, long version, OfferNews? news = null,
        RecordPayment? payment = null) =>
        new(kind, $"orders/{after.Id}", Body(before, after, version, news, payment), Topics(before, after, news));

    private static OfferNews Losers(OrderDecision decision) =>
        new([.. decision.Offers.Where(offer => offer.Status == OfferStatus.Withdrawn).Select(offer => offer.VendorId)])
        {
            Reason = decision.Next!.VendorId is null ? OrderWords.Of(decision.Next.Status) : "taken",
        };

    // Whoever lost learns that he did, and not to whom.
    private static PendingEvent Withdrawn(OrderHead after, OfferNews losers, long version)
    {
        var lost = after with { VendorId = null };
        return Of(lost, lost, OfferWithdrawn, version, losers);
    }

    private static ImmutableArray<string> Topics(OrderHead? before, OrderHead after, OfferNews? news)
    {
        var (earlier, vendor) = (before?.VendorId, after.VendorId);
        if (earlier is null && vendor is null && news is null)
            return default;
        Guid?[] hearing = [vendor, earlier];
        return
        [
            .. hearing.OfType<Guid>().Concat(news?.Vendors ?? []).Distinct().Select(FeedKey.VendorTopic),
        ];
    }

    private static string Body(
        OrderHead? before, OrderHead after, long version, OfferNews? news, RecordPayment? payment)
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
        if (news is not null)
            Write(json, news);
        if (payment is not null)
            Write(json, payment, after);
        Stars(json, before, after);
        Figures(json, before, after);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The vendors' averages are kept from these alone: what the order's stars were before and after.
    private static void Stars(Utf8JsonWriter json, OrderHead? before, OrderHead after)
    {
        if (after.Stars is not { } stars || stars == before?.Stars)
            return;
        json.WriteNumber("stars", stars);
        if (before?.Stars is { } starsBefore)
            json.WriteNumber("stars_before", starsBefore);
        Write(json, "rated_vendor_id", after.RatedVendorId);
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

    private static void Write(Utf8JsonWriter json, OfferNews news)
    {
        if (news.Wave is { } wave)
            json.WriteNumber("wave", wave);
        if (news.Offers is { } offers)
            json.WriteNumber("offers", offers);
        if (news.Selected is { } selected)
            json.WriteNumber("selected", selected);
        if (news.ExpiresAt is { } expiresAt)
            json.WriteString("expires_at", expiresAt);
        if (news.Reason is { } reason)
            json.WriteString("reason", reason);
    }

    private static void Write(Utf8JsonWriter json, RecordPayment payment, OrderHead after)
    {
        json.WriteNumber("payment_minor", payment.AmountMinor);
        json.WriteString("method", OrderWords.Of(payment.Means));
        json.WriteString("payment_status", OrderWords.Of(after.PaymentStatus));
        json.WriteNumber("paid_minor", after.PaidMinor);
        json.WriteNumber("refunded_minor", after.RefundedMinor);
    }

    private static void Write(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } value)
            json.WriteString(name, value);
    }
}
