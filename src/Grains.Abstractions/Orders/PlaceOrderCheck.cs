using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using Platform.Money;
using Platform.Phones;

namespace Platform.Orders;

/// <summary>Everything about a request to place an order that can be judged from the request alone, with a JSON pointer
/// for each wrong field. The doors ask it to name all wrong fields at once; the order asks it again, because a door
/// may forget.</summary>
public static class PlaceOrderCheck
{
    private const double LatitudeMax = 90;
    private const double LongitudeMax = 180;

    /// <summary>Tells <paramref name="wrong"/> each field that breaks a rule, and why.</summary>
    public static void Run(PlaceOrder order, Action<string, string> wrong)
    {
        Customer(order, wrong);
        Words(order, wrong);
        Place(order, wrong);
        if (Currency.IsKnown(order.Currency))
            Money(order, wrong);
        else
            wrong("/currency", "must be a currency code of ISO 4217");
        Rest(order, wrong);
    }

    private static void Customer(PlaceOrder order, Action<string, string> wrong)
    {
        if (order.Customer is not { } customer)
        {
            wrong("/customer", "is required");
            return;
        }

        Required("/customer/name", customer.Name, OrderLimits.NameLengthMax, wrong);
        if (customer.Email is { } email && !IsEmail(email))
            wrong("/customer/email", "must be an e-mail address");
        if (string.IsNullOrWhiteSpace(customer.PhoneRaw))
        {
            // A service needs somebody to ring; goods may be announced by e-mail.
            if (order.Kind == OrderKind.Service || customer.Email is null)
                wrong("/customer/phone", "is required");
        }
        else if (customer.PhoneRaw.Length > OrderLimits.PhoneRawLengthMax
            || PhoneNumber.TryRead(customer.PhoneRaw, order.DefaultCountry) is null)
        {
            wrong("/customer/phone", "must be a telephone number; begin it with + and the country code");
        }
    }

    private static void Words(PlaceOrder order, Action<string, string> wrong)
    {
        Optional("/business_name", order.BusinessName, OrderLimits.NameLengthMax, wrong);
        Optional("/service_label", order.ServiceLabel, OrderLimits.LabelLengthMax, wrong);
        Optional("/customer_notes", order.CustomerNotes, OrderLimits.NoteLengthMax, wrong);
        Optional("/internal_notes", order.InternalNotes, OrderLimits.NoteLengthMax, wrong);
        Optional("/requested_time/text", order.RequestedTime?.Text, OrderLimits.ReasonLengthMax, wrong);
        if (order.Kind == OrderKind.Service)
            Required("/description", order.Description, OrderLimits.DescriptionLengthMax, wrong);
        else
            Optional("/description", order.Description, OrderLimits.DescriptionLengthMax, wrong);
        if (order.RequestedTime is { From: { } from, To: { } to } && to < from)
            wrong("/requested_time/to", "must not be before from");
    }

    private static void Place(PlaceOrder order, Action<string, string> wrong)
    {
        var address = order.Address;
        if (address is null || (IsBlank(address.Line1) && IsBlank(address.Raw)))
        {
            if (order.Kind == OrderKind.Service || address is not null)
                wrong("/address", "needs line1 or raw");
        }

        AddressPart("line1", address?.Line1, wrong);
        AddressPart("line2", address?.Line2, wrong);
        AddressPart("city", address?.City, wrong);
        AddressPart("state", address?.State, wrong);
        AddressPart("postal_code", address?.PostalCode, wrong);
        AddressPart("country", address?.Country, wrong);
        AddressPart("raw", address?.Raw, wrong);
        if (order.Location is { } location)
        {
            if (!(Math.Abs(location.Latitude) <= LatitudeMax))
                wrong("/location/latitude", "must be from -90 to 90");
            if (!(Math.Abs(location.Longitude) <= LongitudeMax))
                wrong("/location/longitude", "must be from -180 to 180");
        }
    }

    private static void Money(PlaceOrder order, Action<string, string> wrong)
    {
        if (order.Lines.Length > OrderLimits.LinesMax)
            wrong("/lines", $"must have at most {OrderLimits.LinesMax} items");
        else if (order.Lines.IsEmpty && order.Kind == OrderKind.Product)
            wrong("/lines", "must have at least one item");
        else
            Lines(order, wrong);

        if (order.EstimatedMinor is < 0 or > OrderLimits.AmountMinorMax)
            wrong("/estimated_value", "must be from 0 to the largest amount");
    }

    private static void Lines(PlaceOrder order, Action<string, string> wrong)
    {
        Int128 total = 0;
        for (var i = 0; i < order.Lines.Length; i++)
        {
            var line = order.Lines[i];
            var at = "/lines/" + i.ToString(CultureInfo.InvariantCulture);
            if (line.Quantity is < 1 or > OrderLimits.QuantityMax)
                wrong(at + "/quantity", $"must be from 1 to {OrderLimits.QuantityMax}");
            if (line.UnitPriceMinor is < 0 or > OrderLimits.AmountMinorMax)
                wrong(at + "/unit_price", "must be from 0 to the largest amount");
            Required(at + "/name", line.Name, OrderLimits.NameLengthMax, wrong);
            // A service has no step at which pieces leave the shop or come back to it.
            if (line.ItemId is not null && order.Kind == OrderKind.Service)
                wrong(at + "/item_id", "is only for goods; a service keeps nothing in stock");
            total += (Int128)line.Quantity * line.UnitPriceMinor;
        }

        if (total > OrderLimits.AmountMinorMax)
            wrong("/lines", "add up to more than the largest amount");
        else if (order.TotalMinor is { } asked && asked != total)
            wrong("/total", "must be the sum of the lines");
    }

    private static void Rest(PlaceOrder order, Action<string, string> wrong)
    {
        if (order.MetadataJson is { } metadata)
        {
            if (Encoding.UTF8.GetByteCount(metadata) > OrderLimits.MetadataBytesMax)
                wrong("/metadata", $"must be at most {OrderLimits.MetadataBytesMax} bytes");
            else if (!IsJsonObject(metadata))
                wrong("/metadata", "must be a JSON object");
        }

        if (order.SelectedVendors.Length > OrderLimits.SelectedVendorsMax)
            wrong("/selected_vendors", $"must have at most {OrderLimits.SelectedVendorsMax} items");
        Optional("/payment_method", order.PaymentMethod, OrderLimits.PaymentMethodLengthMax, wrong);
        Optional("/conversation_id", order.ConversationId, OrderLimits.ConversationIdLengthMax, wrong);
        Optional("/price_package", order.PricePackage, OrderLimits.LabelLengthMax, wrong);
        SelectionCheck.Run(order.Selection, wrong);
        if (order.FieldTurns.Count > OrderLimits.FieldTurnsMax)
            wrong("/field_turns", $"must have at most {OrderLimits.FieldTurnsMax} items");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(order.Timezone, out _))
            wrong("/timezone", "must be a zone of the IANA data base");
    }

    private static void Required(string pointer, string? value, int lengthMax, Action<string, string> wrong)
    {
        if (IsBlank(value))
            wrong(pointer, "is required");
        else
            Optional(pointer, value, lengthMax, wrong);
    }

    private static void Optional(string pointer, string? value, int lengthMax, Action<string, string> wrong)
    {
        if (value?.Length > lengthMax)
            wrong(pointer, $"must be at most {lengthMax} characters");
        else if (value?.Contains('\0', StringComparison.Ordinal) == true)
            wrong(pointer, "must not hold a null character");
    }

    private static void AddressPart(string name, string? value, Action<string, string> wrong)
    {
        if (value is not null)
            Optional("/address/" + name, value, OrderLimits.AddressPartLengthMax, wrong);
    }

    private static bool IsBlank(string? value) => string.IsNullOrWhiteSpace(value);

    private static bool IsEmail(string value) =>
        value.Length <= OrderLimits.EmailLengthMax
        && MailAddress.TryCreate(value.Trim(), out var address)
        && address.Address == value.Trim();

    private static bool IsJsonObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
