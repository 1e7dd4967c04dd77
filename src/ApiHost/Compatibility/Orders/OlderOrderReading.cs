using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Puts the field names of earlier systems into the platform's own, and back where a field is wrong.</summary>
internal static class OlderOrderReading
{
    // The first that a pointer begins with.
    private static readonly (string Ours, string Theirs)[] Names =
    [
        ("/customer/name", "/customer_name"),
        ("/customer/phone", "/customer_phone"),
        ("/customer/email", "/customer_email"),
        ("/service_label", "/service_type"),
        ("/lines", "/items"),
        ("/total", "/total_amount"),
        ("/location", "/customer_location"),
        ("/triggers", "/trigger_points"),
        ("/conversation/analysis", "/conversation_details/analysis_result"),
        ("/conversation/processing_ms", "/conversation_details/processing_time_ms"),
        ("/conversation", "/conversation_details"),
    ];

    // Where an agent chose the vendors, the conversation says these.
    private static readonly (string Ours, string Theirs)[] SelectionNames =
    [
        ("/customer/email", "/conversation_details/customer_email"),
        ("/conversation_id", "/conversation_details/conversation_id"),
    ];

    private static readonly (string Ours, string Theirs)[] AddressNames =
    [
        ("/address/line1", "/street"), ("/address/postal_code", "/zip"), ("/address/city", "/city"),
        ("/address/state", "/state"), ("/address/country", "/country"),
    ];

    public static CreateOrderRequest Read(OlderOrderRequest request)
    {
        var isGoods = request.Kind is { } kind
            ? kind == OrderKind.Product
            : request.Items is not null || request.ShippingAddress is not null;
        return new(
            isGoods ? OrderKind.Product : OrderKind.Service,
            new(request.CustomerName ?? "", request.CustomerPhone, request.CustomerEmail),
            request.ShopId,
            AddressOf(request),
            request.CustomerLocation,
            request.BusinessName,
            ServiceLabel: request.ServiceType,
            Description: request.Description ?? request.WorkNeeded,
            Priority: request.Priority,
            Lines: request.Items is { } items
                ? [.. items.Select(item => new LineRequest(item.Name, item.Quantity, item.Price))] : null,
            Currency: request.Currency,
            Total: request.TotalAmount,
            EstimatedValue: request.EstimatedValue,
            CustomerNotes: request.CustomerNotes,
            InternalNotes: request.InternalNotes,
            Metadata: request.Metadata,
            AgentId: request.AgentId,
            PaymentMethod: request.PaymentMethod,
            ConversationId: request.ConversationId,
            EstimatedDelivery: request.EstimatedDelivery,
            PricePackage: request.PricePackage);
    }

    /// <summary>Names what is wrong in the client's own field names.</summary>
    /// <param name="description">What the client calls the description of the work.</param>
    public static void Check(
        CreateOrderRequest request, FieldErrors errors, string description, AskedSelection? selection = null)
    {
        var found = new FieldErrors();
        request.Check(found);
        SelectionCheck.Run(selection, found.Add);
        foreach (var error in found.Found)
        {
            errors.Add(
                error.Pointer == "/description" ? description
                    : Renamed(error.Pointer, request.Kind, selection is not null),
                error.Reason);
        }
    }

    /// <summary>The same problem with the client's own field names.</summary>
    public static ProblemHttpResult Renamed(ProblemHttpResult problem, OrderKind kind)
    {
        if (problem.ProblemDetails.Extensions.TryGetValue("errors", out var named)
            && named is IReadOnlyList<FieldError> errors)
        {
            problem.ProblemDetails.Extensions["errors"] = errors
                .Select(error => error with { Pointer = Renamed(error.Pointer, kind, isSelection: false) }).ToArray();
        }

        return problem;
    }

    private static string Renamed(string pointer, OrderKind kind, bool isSelection)
    {
        if (pointer.StartsWith("/address", StringComparison.Ordinal))
        {
            return kind == OrderKind.Service
                ? "/customer_address"
                : "/shipping_address" + AddressNames.FirstOrDefault(name => name.Ours == pointer).Theirs;
        }

        var (ours, theirs) = (isSelection ? SelectionNames : []).Concat(Names).FirstOrDefault(name =>
            pointer == name.Ours || pointer.StartsWith(name.Ours + "/", StringComparison.Ordinal));
        if (ours is null)
            return pointer;
        var rest = pointer[ours.Length..];
        return theirs + (ours == "/lines" ? rest.Replace("/unit_price", "/price", StringComparison.Ordinal) : rest);
    }

    private static Address? AddressOf(OlderOrderRequest request)
    {
        if (request.ShippingAddress is { } to)
            return new(to.Street, null, to.City, to.State, to.Zip, to.Country);
        return request.CustomerAddress is { } text ? new(Line1: text, Raw: text) : null;
    }
}
