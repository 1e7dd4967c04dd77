using Platform.Conversation;
using Platform.Http;

namespace Platform.Shops;

/// <summary>A shop as the OpenAPI document shows it.</summary>
internal static class ShopExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    private static readonly ServiceAreaBody Area = new(40.6782, -73.9442, 25, ["11201", "11215"]);

    public static ShopRequest Request { get; } = new(
        "Brooklyn Home Services", "America/New_York", "USD", LegacyLocationId: 1,
        "Thank you for calling Brooklyn Home Services. How can I help you?", Area,
        [new ShopServiceBody(DraftCategory.Repairs, "AC Repair", ["air conditioner", "cooling"], 180)],
        [new OpeningHoursBody("monday", "08:00", "17:30")],
        Goods: [new ShopGoodsBody("Air Filter", 19.90m, ["filter"])], Towns: ["Brooklyn", "New York"]);

    public static ShopPatch Patch { get; } = new(Greeting: "Hello, how can I help you?");

    public static NumberRequest Number { get; } = new("+12125550100", "twilio");

    public static CredentialRequest Credential { get; } =
        new("twilio", "0123456789abcdef0123456789abcdef", "AC00000000000000000000000000000000");

    public static ShopAnswer Answer { get; } = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000001"), Request.Name, Request.Timezone, 1, "USD",
        Request.Greeting!, Area,
        [new ShopServiceAnswer(DraftCategory.Repairs, "AC Repair", ["air conditioner", "cooling"], 180, 18_000)],
        ["+12125550100"], [new OpeningHoursBody("monday", "08:00", "17:30")], At, At, Version: 2)
    {
        Goods = [new ShopGoodsAnswer("Air Filter", ["filter"], 19.90m, 1_990, null)],
        Towns = ["Brooklyn", "New York"],
    };

    public static Page<ShopAnswer> Shops { get; } = new([Answer], NextCursor: null);

    public static CredentialAnswer CredentialAnswer { get; } = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000002"), "twilio", "AC00000000000000000000000000000000", At);

    public static Page<CredentialAnswer> Credentials { get; } = new([CredentialAnswer], NextCursor: null);
}
