using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Http;
using Platform.Images;
using Platform.Orders;

namespace Platform.Tracking;

/// <summary>Somebody says that an order is his.</summary>
/// <param name="Proof">The last four digits of the phone, or the e-mail.</param>
public sealed record TrackRequest(string OrderNumber, string Proof) : IChecked
{
    private const int NumberLengthMax = 40;
    private const int ProofLengthMax = OrderLimits.EmailLengthMax;

    public void Check(FieldErrors errors)
    {
        errors.Text("/order_number", OrderNumber, NumberLengthMax);
        errors.Text("/proof", Proof, ProofLengthMax);
    }
}

/// <summary>What anybody with the number may know.</summary>
/// <param name="Step">Index into <paramref name="Steps"/>, from 0.</param>
/// <param name="Eta">When it was asked for; null when that is not known, or it has ended.</param>
public sealed record StubAnswer(
    string OrderNumber, OrderKind Kind, OrderStatus Status, OrderStage Stage, int Step,
    IReadOnlyList<OrderStatus> Steps, DateTimeOffset? Eta);

/// <summary>What the customer sees: the order without what staff keep to themselves.</summary>
/// <param name="Timezone">IANA zone in which its times are meant.</param>
/// <param name="Token">Shows the order again without the proof.</param>
public sealed record TrackedAnswer(
    string OrderNumber, OrderKind Kind, OrderStatus Status, OrderStage Stage, int Step,
    IReadOnlyList<TrackedStep> Steps, DateTimeOffset? Eta, TrackedCustomer Customer, Address? Address,
    string? ServiceLabel, string? Description, RequestedTime? RequestedTime, string Timezone,
    IReadOnlyList<LineAnswer> Lines, string Currency, decimal? Amount, long? AmountMinor, AmountKind? AmountKind,
    string? VendorName, string? TrackingNumber, string? Carrier, string? CustomerNotes,
    IReadOnlyList<TrackedEntry> History, IReadOnlyList<ImageAnswer> Images, string Token)
{
    /// <summary>What the customer said of the work; null while they have not.</summary>
    public OrderRating? Rating { get; init; }

    /// <summary>Whether they may say so now, or think better of it.</summary>
    public bool MayRate { get; init; }

    /// <summary>Whether they may cancel it now.</summary>
    public bool MayCancel { get; init; }
}

/// <summary>Says what the customer thinks of the work: with the link's token, or with the number and a
/// proof.</summary>
public sealed record RatingRequest(
    int Stars, string? Comment = null, string? Token = null, string? OrderNumber = null, string? Proof = null)
    : ICustomerRequest, IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Require(
            Stars is >= 1 and <= OrderRating.StarsMax, "/stars", $"must be from 1 to {OrderRating.StarsMax}");
        errors.Require(
            Comment is null || Comment.Length <= OrderRating.CommentLengthMax, "/comment",
            $"must be at most {OrderRating.CommentLengthMax} characters");
        CustomerProof.Check(this, errors);
    }
}

/// <summary>Takes the order back: with the link's token, or with the number and a proof.</summary>
/// <param name="Reason">Why, if the customer likes to say.</param>
public sealed record CancelRequest(
    string? Reason = null, string? Token = null, string? OrderNumber = null, string? Proof = null)
    : ICustomerRequest, IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Require(
            Reason is null || Reason.Length <= OrderLimits.ReasonLengthMax, "/reason",
            $"must be at most {OrderLimits.ReasonLengthMax} characters");
        CustomerProof.Check(this, errors);
    }
}

/// <summary>What the customer of an order does to it, and how they prove themselves.</summary>
internal interface ICustomerRequest
{
    /// <summary>Of the link; counts alone where it is there.</summary>
    string? Token { get; }

    string? OrderNumber { get; }

    /// <summary>The last four digits of the phone, or the e-mail.</summary>
    string? Proof { get; }
}

/// <summary>What every such request has to bring.</summary>
internal static class CustomerProof
{
    private const int TokenLengthMax = 200;

    public static void Check(ICustomerRequest request, FieldErrors errors)
    {
        if (request.Token is { } token)
            errors.Text("/token", token, TokenLengthMax);
        else
            new TrackRequest(request.OrderNumber ?? "", request.Proof ?? "").Check(errors);
    }
}

/// <summary>A step, and when it was reached.</summary>
public sealed record TrackedStep(OrderStatus Status, DateTimeOffset? At);

/// <summary>Whose order it is.</summary>
public sealed record TrackedCustomer(string? Name);

/// <summary>What happened, as far as the customer may see it.</summary>
public sealed record TrackedEntry(DateTimeOffset At, string Kind, OrderStatus? To, string? Note);

/// <summary>How tracking travels over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TrackRequest))]
[JsonSerializable(typeof(RatingRequest))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(StubAnswer))]
[JsonSerializable(typeof(TrackedAnswer))]
internal sealed partial class TrackingJson : JsonSerializerContext;

/// <summary>Between what is kept and what a customer sees. Pure.</summary>
internal static class TrackingShapes
{
    public static StubAnswer Stub(string orderNumber, OrderStub stub) => new(
        orderNumber, stub.Kind, stub.Status, OrderStages.Of(stub.Status), Progress.Step(stub),
        Progress.Steps(stub.Kind), Progress.Eta(stub));

    public static TrackedAnswer Whole(
        Order order, ImmutableArray<OrderHistoryEntry> history, IReadOnlyList<ImageAnswer> images, string token,
        bool mayCancel, DateTimeOffset now)
    {
        var stub = new OrderStub(
            order.Kind, order.Status, order.AcceptedAt, order.OnWayAt, order.ProcessingAt, order.RequestedTime?.From);
        var step = Progress.Step(stub);
        return new(
            order.Number, order.Kind, order.Status, order.Stage, step,
            [.. Progress.Steps(order.Kind).Select((status, index) => new TrackedStep(
                status, index <= step ? history.LastOrDefault(entry => entry.To == status)?.At : null))],
            Progress.Eta(stub), new(order.Customer.Name), order.Address, order.ServiceLabel, order.Description,
            order.RequestedTime, order.Timezone,
            [.. order.Lines.Select(line => OrderShapes.Line(line, order.Currency))], order.Currency,
            OrderShapes.Amount(order.AmountMinor, order.Currency), order.AmountMinor, order.AmountKind,
            order.VendorName, order.TrackingNumber, order.Carrier, order.CustomerNotes, Entries(history), images, token)
        {
            Rating = order.Rating,
            MayRate = OrderRating.Refusal(
                order.Stage, order.Erasure is not null, order.RatingChangesUntil, now) is null,
            MayCancel = mayCancel,
        };
    }

    // What moved it, and what staff wrote for the customer. Their other notes, and changes of their own, stay theirs.
    private static TrackedEntry[] Entries(ImmutableArray<OrderHistoryEntry> history) =>
    [
        .. history.Where(entry => entry.To is not null || (entry.Public && entry.Note is not null))
            .Select(entry => new TrackedEntry(entry.At, entry.Kind, entry.To, entry.Public ? entry.Note : null)),
    ];
}
