using Platform.LoadTest.Callers;
using Platform.LoadTest.Measure;

namespace Platform.Browsing;

/// <summary>Begins to order and hangs up: a call without an order, and somebody to call back.</summary>
internal static class HastyCaller
{
    private static readonly Persona Grace = new(
        "Grace Hopper", "+12125560000", "88", "Bedford Ave", "Brooklyn", "NY", "11211", "repairs",
        "Hi, my air conditioner is not cooling, can somebody come and fix it?", "tomorrow afternoon", Wish.Leave);

    private static readonly Pace Hurried = new(TimeProvider.System, TimeSpan.Zero);

    /// <summary>Calls from a number, in E.164.</summary>
    public static Task CallAsync(Product product, string phone, CancellationToken cancellationToken = default) =>
        new Caller(product.Line, new Meters(), TimeProvider.System, Hurried).CallAsync(
            Grace with { Phone = phone }, Product.Number, cancellationToken);
}
