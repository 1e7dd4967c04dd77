namespace Platform.Orders;

/// <summary>Who ordered, as kept on the order. Personal data.</summary>
/// <param name="Name">As given; null once erased.</param>
/// <param name="Phone">E.164, or null when none was given.</param>
/// <param name="PhoneRaw">As typed or heard.</param>
/// <param name="Email">As given, trimmed.</param>
[GenerateSerializer, Immutable, Alias("Platform.OrderCustomer")]
public sealed record OrderCustomer(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Phone = null,
    [property: Id(2)] string? PhoneRaw = null,
    [property: Id(3)] string? Email = null);

/// <summary>Where the work is done or the goods go. Personal data. Every part may be missing but not all.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Address")]
public sealed record Address(
    [property: Id(0)] string? Line1 = null,
    [property: Id(1)] string? Line2 = null,
    [property: Id(2)] string? City = null,
    [property: Id(3)] string? State = null,
    [property: Id(4)] string? PostalCode = null,
    [property: Id(5)] string? Country = null,
    [property: Id(6)] string? Raw = null);

/// <summary>A place on the earth in degrees. Personal data where it is a customer's.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Location")]
public sealed record Location([property: Id(0)] double Latitude, [property: Id(1)] double Longitude);

/// <summary>When the customer wants it: a window in UTC where it could be understood, and the words.</summary>
[GenerateSerializer, Immutable, Alias("Platform.RequestedTime")]
public sealed record RequestedTime(
    [property: Id(0)] DateTimeOffset? From = null,
    [property: Id(1)] DateTimeOffset? To = null,
    [property: Id(2)] string? Text = null);

/// <summary>One line as asked for.</summary>
/// <param name="ItemId">The item of the stock, or null for free text.</param>
/// <param name="Name">What it is.</param>
/// <param name="Quantity">1 to <see cref="OrderLimits.QuantityMax"/>.</param>
/// <param name="UnitPriceMinor">In minor units of the order's currency.</param>
[GenerateSerializer, Immutable, Alias("Platform.AskedLine")]
public sealed record AskedLine(
    [property: Id(0)] Guid? ItemId,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] long UnitPriceMinor);

/// <summary>One line of an order with its total, both in minor units of the order's currency.</summary>
[GenerateSerializer, Immutable, Alias("Platform.OrderLine")]
public sealed record OrderLine(
    [property: Id(0)] int LineNo,
    [property: Id(1)] Guid? ItemId,
    [property: Id(2)] string Name,
    [property: Id(3)] int Quantity,
    [property: Id(4)] long UnitPriceMinor,
    [property: Id(5)] long TotalMinor);

/// <summary>A field that breaks a rule: where it is (JSON pointer into the request) and why it was refused.</summary>
[GenerateSerializer, Immutable, Alias("Platform.FieldProblem")]
public sealed record FieldProblem([property: Id(0)] string Pointer, [property: Id(1)] string Reason);
