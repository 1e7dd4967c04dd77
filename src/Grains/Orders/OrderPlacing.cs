using System.Collections.Immutable;
using Platform.Phones;

namespace Platform.Orders;

/// <summary>How an order comes to be. Pure: the number, the time and the stock's answer come in as arguments.</summary>
internal static class OrderPlacing
{
    /// <summary>Every field of the request that breaks a rule.</summary>
    /// <param name="draft">What the draft wanted until now, which stays its own also when it is over.</param>
    public static ImmutableArray<FieldProblem> Problems(PlaceOrder order, RequestedTime? draft, DateTimeOffset now)
    {
        ImmutableArray<FieldProblem>.Builder? problems = null;
        PlaceOrderCheck.Run(order, Add);
        if (order.RequestedTime is { } wanted && wanted != draft && Slip(order, wanted, now) is { } slip)
            Add(wanted.To is null ? "/requested_time/from" : "/requested_time/to", slip);
        return problems?.ToImmutable() ?? [];

        void Add(string pointer, string reason) =>
            (problems ??= ImmutableArray.CreateBuilder<FieldProblem>()).Add(new(pointer, reason));
    }

    /// <summary>Refuses lines that name items which the stock does not know.</summary>
    public static OrderDecision UnknownItems(PlaceOrder order, ImmutableArray<Guid> unknown) =>
        OrderDecision.No(
            OrderRefusal.UnknownItem,
            [
                .. order.Lines.Index()
                    .Where(line => line.Item.ItemId is { } id && unknown.Contains(id))
                    .Select(line => new FieldProblem($"/lines/{line.Index}/item_id", "is no item of this account")),
            ]);

    /// <summary>The order as it is first written: placed, a draft, or a draft that waits for the stock. The request has
    /// been checked.</summary>
    public static OrderDecision First(
        PlaceOrder order, Guid accountId, Guid orderId, long sequence, string requestHash, DateTimeOffset now)
    {
        var day = DayOf(now, order.Timezone);
        var lines = Lines(order);
        var head = new OrderHead
        {
            Id = orderId,
            AccountId = accountId,
            Number = OrderNumber.Of(day.Year, sequence),
            Kind = order.Kind,
            Status = OrderStatus.Draft,
            ShopId = order.ShopId,
            Source = order.Source,
            Priority = order.Priority,
            ServiceCategory = CategoryOf(order),
            LabelFolded = Clean(order.ServiceLabel)?.ToLowerInvariant(),
            Currency = order.Currency,
            TotalMinor = lines.Sum(line => line.TotalMinor),
            EstimatedMinor = order.EstimatedMinor,
            CallId = order.CallId,
            Timezone = order.Timezone,
            Day = day,
            CreatedAt = now,
            UpdatedAt = now,
            PayBy = order.PayBy,
            AgentId = order.AgentId,
            EstimatedDelivery = order.EstimatedDelivery,
            Entries = 1,
        };
        return Begin(head, order.Draft, NeedsStock(lines), now) with
        {
            Lines = lines,
            News = order.SelectedVendors.IsEmpty ? null : new([]) { Selected = order.SelectedVendors.Length },
            Details = Details(order, requestHash) with
            {
                SelectionId = order.Selection is null ? null : SelectionRows.IdOf(orderId),
                Messages = order.Selection?.Conversation?.Messages.Length,
            },
            Selection = order.Selection,
        };
    }

    /// <summary>A draft with other contents. What was decided when it was made stays: its number, its day, its kind and
    /// how its vendors were chosen.</summary>
    public static OrderDecision Edited(
        OrderHead draft, OrderDetails details, ImmutableArray<OrderLine> lines, PlaceOrder order, DateTimeOffset now)
    {
        var written = Lines(order);
        var isSame = written.SequenceEqual(lines);
        var next = draft with
        {
            ShopId = order.ShopId,
            Timezone = order.Timezone,
            Priority = order.Priority,
            ServiceCategory = CategoryOf(order),
            LabelFolded = Clean(order.ServiceLabel)?.ToLowerInvariant(),
            Currency = order.Currency,
            TotalMinor = written.Sum(line => line.TotalMinor),
            EstimatedMinor = order.EstimatedMinor,
            AgentId = order.AgentId,
            EstimatedDelivery = order.EstimatedDelivery,
            LinesRevision = isSame ? draft.LinesRevision : draft.LinesRevision + 1,
            UpdatedAt = now,
            Entries = draft.Entries + 1,
        };
        return OrderDecision.To(next, OrderEvents.Changed) with
        {
            Lines = isSame ? null : written,
            Details = Details(order, details.RequestHash) with
            {
                FieldTurns = details.FieldTurns,
                SelectionId = details.SelectionId,
                Messages = details.Messages,
            },
        };
    }

    /// <summary>A confirmed draft becomes an order, or waits for the stock first.</summary>
    public static OrderHead Confirm(OrderHead draft, bool needsStock, DateTimeOffset now) =>
        needsStock ? Waiting(draft, now) : Placed(draft);

    /// <summary>The stock keeps everything: the order is placed.</summary>
    public static OrderDecision Reserved(OrderHead draft, DateTimeOffset now) =>
        OrderDecision.To(
            Placed(draft) with
            {
                Reservation = ReservationState.Reserved,
                UpdatedAt = now,
                Entries = draft.Entries + 1,
            },
            OrderEvents.Placed);

    /// <summary>The stock cannot keep everything: the draft ends. What the stock may have kept until then is owed to
    /// it, and given back only after this is written: as long as the order can still be placed, it is
    /// needed.</summary>
    public static OrderDecision OutOfStock(OrderHead draft, DateTimeOffset now) =>
        OrderDecision.To(
            draft with
            {
                Status = OrderStatus.Expired,
                Reservation = ReservationState.Reserved,
                CancelReason = "out_of_stock",
                CancelledAt = now,
                UpdatedAt = now,
                DueAt = now,
                Entries = draft.Entries + 1,
            },
            OrderEvents.Expired);

    /// <summary>Names each line of which the stock has too few.</summary>
    /// <param name="missing">The items that are short, each with how many can be sold.</param>
    public static ImmutableArray<FieldProblem> Missing(
        ImmutableArray<OrderLine> lines, ImmutableArray<ReservedItem> missing) =>
    [
        .. from line in lines.Index()
           join item in missing on line.Item.ItemId equals item.ItemId
           select new FieldProblem(
               $"/lines/{line.Index}/quantity",
               item.Quantity switch
               {
                   0 => "none is available",
                   1 => "only 1 is available",
                   var available => $"only {available} are available",
               }),
    ];

    /// <summary>Whether some of it has to be kept in stock.</summary>
    public static bool NeedsStock(ImmutableArray<OrderLine> lines) => lines.Any(line => line.ItemId is not null);

    /// <summary>What to reserve: repeats summed, in the order of the items, so that two orders cannot wait for each
    /// other.</summary>
    public static ImmutableArray<ReservedItem> ItemsOf(ImmutableArray<OrderLine> lines) =>
    [
        .. lines.Where(line => line.ItemId is not null)
            .GroupBy(line => line.ItemId!.Value)
            .OrderBy(group => group.Key)
            .Select(group => new ReservedItem(group.Key, group.Sum(line => (long)line.Quantity))),
    ];

    /// <summary>The day in the shop's zone.</summary>
    public static DateOnly DayOf(DateTimeOffset now, string timezone) =>
        timezone == "UTC"
            ? DateOnly.FromDateTime(now.UtcDateTime)
            : DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timezone)).DateTime);

    // What somebody typed is a slip. What a caller said is not refused: nobody is left to ask.
    private static string? Slip(PlaceOrder order, RequestedTime wanted, DateTimeOffset now)
    {
        if (order.Source == OrderSource.Call)
            return null;
        var end = wanted.To ?? wanted.From;
        if (end < now - OrderLimits.WantedAgoMax)
            return "must not be in the past";
        return end > now + OrderLimits.WantedAheadMax ? "must not be more than ten years ahead" : null;
    }

    private static ServiceCategory? CategoryOf(PlaceOrder order) =>
        order.Kind == OrderKind.Service
            ? order.ServiceCategory ?? ServiceLabels.Classify(order.ServiceLabel)
            : null;

    private static OrderDecision Begin(OrderHead head, bool isDraft, bool needsStock, DateTimeOffset now)
    {
        if (isDraft)
            return OrderDecision.To(head with { DueAt = now + OrderLimits.DraftLifetime }, OrderEvents.Drafted);
        return needsStock
            ? OrderDecision.To(Waiting(head, now), OrderEvents.Drafted)
            : OrderDecision.To(Placed(head), OrderEvents.Placed);
    }

    private static OrderHead Waiting(OrderHead draft, DateTimeOffset now) =>
        draft with { Reservation = ReservationState.Pending, DueAt = now + OrderLimits.ReservationPatience };

    private static OrderHead Placed(OrderHead draft) =>
        draft with { Status = OrderLifecycle.Placed(draft.Kind), DueAt = draft.PayBy };

    private static OrderDetails Details(PlaceOrder order, string requestHash)
    {
        var customer = order.Customer!;
        return new()
        {
            Customer = new(
                Clean(customer.Name),
                PhoneNumber.TryRead(customer.PhoneRaw, order.DefaultCountry),
                Clean(customer.PhoneRaw),
                Clean(customer.Email)),
            Address = order.Address,
            Location = order.Location is { Latitude: 0, Longitude: 0 } ? null : order.Location,
            BusinessName = Clean(order.BusinessName),
            ServiceLabel = Clean(order.ServiceLabel),
            Description = Clean(order.Description),
            RequestedTime = Wanted(order.RequestedTime),
            CustomerNotes = Clean(order.CustomerNotes),
            InternalNotes = Clean(order.InternalNotes),
            MetadataJson = order.MetadataJson is "{}" ? null : order.MetadataJson,
            FieldTurns = order.FieldTurns,
            SelectedVendors = order.SelectedVendors,
            RequestHash = requestHash,
            PaymentMethod = Clean(order.PaymentMethod),
            ConversationId = Clean(order.ConversationId),
            PricePackage = Clean(order.PricePackage),
        };
    }

    // Neither a time nor a word about one is no wish.
    private static RequestedTime? Wanted(RequestedTime? time) =>
        time is null || (time.From is null && time.To is null && Clean(time.Text) is null)
            ? null
            : new(time.From?.ToUniversalTime(), time.To?.ToUniversalTime(), Clean(time.Text));

    /// <summary>A draft that becomes an order says, as one that is placed at once does, that somebody chose its
    /// vendors: dispatch begins with them.</summary>
    public static OrderDecision WithSelected(OrderDecision decision, OrderDetails details) =>
        decision.Event == OrderEvents.Placed && !details.SelectedVendors.IsEmpty
            ? decision with { News = new([]) { Selected = details.SelectedVendors.Length } }
            : decision;

    private static ImmutableArray<OrderLine> Lines(PlaceOrder order)
    {
        if (order.Lines.IsEmpty)
            return [];
        var lines = ImmutableArray.CreateBuilder<OrderLine>(order.Lines.Length);
        foreach (var line in order.Lines)
        {
            lines.Add(new(
                lines.Count + 1, line.ItemId, line.Name.Trim(), line.Quantity, line.UnitPriceMinor,
                checked(line.Quantity * line.UnitPriceMinor)));
        }

        return lines.MoveToImmutable();
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
