using System.Text.Json.Serialization;

namespace Platform.Conversation;

/// <summary>What the caller wants from this call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftIntent>))]
public enum DraftIntent
{
    [JsonStringEnumMemberName("unknown")] Unknown = 0,
    [JsonStringEnumMemberName("order_service")] OrderService = 1,
    [JsonStringEnumMemberName("order_product")] OrderProduct = 2,
    [JsonStringEnumMemberName("question")] Question = 3,
    [JsonStringEnumMemberName("call_back")] CallBack = 4,
    [JsonStringEnumMemberName("opt_out")] OptOut = 5,
    [JsonStringEnumMemberName("wrong_number")] WrongNumber = 6,
    [JsonStringEnumMemberName("goodbye")] Goodbye = 7,
}

/// <summary>The kind of order that the draft becomes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftKind>))]
public enum DraftKind
{
    [JsonStringEnumMemberName("service")] Service = 1,
    [JsonStringEnumMemberName("product")] Product = 2,
}

/// <summary>The six service categories of the platform.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftCategory>))]
public enum DraftCategory
{
    [JsonStringEnumMemberName("cleaning")] Cleaning = 1,
    [JsonStringEnumMemberName("repairs")] Repairs = 2,
    [JsonStringEnumMemberName("installation")] Installation = 3,
    [JsonStringEnumMemberName("maintenance")] Maintenance = 4,
    [JsonStringEnumMemberName("delivery")] Delivery = 5,
    [JsonStringEnumMemberName("other")] Other = 6,
}

/// <summary>How soon it has to be done.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftPriority>))]
public enum DraftPriority
{
    [JsonStringEnumMemberName("low")] Low = 1,
    [JsonStringEnumMemberName("medium")] Medium = 2,
    [JsonStringEnumMemberName("high")] High = 3,
    [JsonStringEnumMemberName("urgent")] Urgent = 4,
}

/// <summary>How far the conversation has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DraftPhase>))]
public enum DraftPhase
{
    [JsonStringEnumMemberName("collecting")] Collecting = 1,
    [JsonStringEnumMemberName("reading_back")] ReadingBack = 2,
    [JsonStringEnumMemberName("confirmed")] Confirmed = 3,
    [JsonStringEnumMemberName("abandoned")] Abandoned = 4,
    [JsonStringEnumMemberName("call_back")] CallBack = 5,
}

/// <summary>The names of a draft's fields, as <see cref="Draft.FieldTurns"/> and <see cref="Draft.Missing"/> say
/// them.</summary>
public static class DraftFields
{
    public const string Intent = "intent";
    public const string Service = "service_category";
    public const string ServiceLabel = "service_label";
    public const string Name = "customer_name";
    public const string Phone = "customer_phone";
    public const string Address = "address";
    public const string Email = "email";
    public const string Time = "requested_time";
    public const string Priority = "priority";
    public const string Description = "description";
    public const string Lines = "lines";
}
