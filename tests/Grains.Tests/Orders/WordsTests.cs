using System.Text.Json;
using Platform.Money;
using Platform.Phones;

namespace Platform.Orders;

public sealed class WordsTests
{
    [Fact]
    public void What_is_stored_and_what_is_sent_are_the_same_words()
    {
        Same<OrderKind>(OrderWords.Of);
        Same<OrderStatus>(OrderWords.Of);
        Same<OrderStage>(OrderWords.Of);
        Same<Priority>(OrderWords.Of);
        Same<ServiceCategory>(OrderWords.Of);
        Same<OrderSource>(OrderWords.Of);
        Same<DispatchStatus>(OrderWords.Of);
        Same<PaymentStatus>(OrderWords.Of);
        Same<PaymentKind>(OrderWords.Of);
        Same<PaymentMeans>(OrderWords.Of);
        Same<ReservationState>(OrderWords.Of);
        Same<AmountKind>(OrderWords.Of);
    }

    [Theory]
    [InlineData("+1-555-0123", "US", "+15550123")]
    [InlineData("+1 (555) 012-3456", "GB", "+15550123456")]
    [InlineData("(212) 555-0100", "US", "+12125550100")]
    [InlineData("1 212 555 0100", "CA", "+12125550100")]
    [InlineData("011 44 20 7946 0018", "US", "+442079460018")]
    [InlineData("020 7946 0018", "GB", "+442079460018")]
    [InlineData("+44 (0)20 7946 0018", "US", "+442079460018")]
    [InlineData("0044 20 7946 0018", "DE", "+442079460018")]
    [InlineData("06 1234567", "IT", "+39061234567")]
    [InlineData("8 912 345-67-89", "RU", "+79123456789")]
    [InlineData("tel:+20-100-123-4567", "US", "+201001234567")]
    [InlineData("555-0123", "US", null)]
    [InlineData("+999 123 4567", "US", null)]
    [InlineData("+0 555 012 3456", "US", null)]
    [InlineData("+1 555 01234567890123", "US", null)]
    [InlineData("+1 555 CALL NOW", "US", null)]
    [InlineData("12345", "US", null)]
    [InlineData("client:anna", "US", null)]
    [InlineData("sip:anna@example.com", "US", null)]
    [InlineData("", "US", null)]
    [InlineData(null, "US", null)]
    public void A_telephone_number_is_read_as_people_write_it(string? text, string country, string? e164)
    {
        Assert.Equal(e164, PhoneNumber.TryRead(text, country));
        Assert.True(e164 is null || PhoneNumber.IsE164(e164));
    }

    [Theory]
    [InlineData("99.99", "USD", 9999L)]
    [InlineData("100", "JPY", 100L)]
    [InlineData("1.5", "JPY", null)]
    [InlineData("1.234", "KWD", 1234L)]
    [InlineData("0.001", "USD", null)]
    [InlineData("92233720368547758.07", "USD", long.MaxValue)]
    [InlineData("92233720368547758.08", "USD", null)]
    [InlineData("79228162514264337593543950335", "USD", null)]
    public void An_amount_has_as_many_decimals_as_its_currency(string amount, string currency, long? minor)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(minor, Currency.TryToMinor(value, currency));
        Assert.True(minor is null || Currency.ToAmount(minor.Value, currency) == value);
    }

    [Theory]
    [InlineData("ord-2026-000042", "ORD-2026-000042")]
    [InlineData(" ORD-2026-1000000 ", "ORD-2026-1000000")]
    [InlineData("ORD-26-000042", null)]
    [InlineData("ORD-2026-42", null)]
    [InlineData("ORD-2026-00004x", null)]
    [InlineData("0198a000-0000-7000-8000-000000000001", null)]
    public void An_order_number_is_recognised(string text, string? number) =>
        Assert.Equal(number, OrderNumber.TryRead(text));

    private static void Same<T>(Func<T, string> word)
        where T : struct, Enum
    {
        Assert.All(Enum.GetValues<T>(), value =>
        {
            Assert.Equal($"\"{word(value)}\"", JsonSerializer.Serialize(value));
            Assert.Equal(value, OrderWords.TryRead(word(value).ToUpperInvariant().Replace('_', '-'), word));
        });
    }
}
