using System.Globalization;
using Platform.Commits;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>Numbers the invoices of one shop, or of an account's orders without a shop, in one year: without gaps,
/// because the number and the invoice are one commit. Key: see <see cref="InvoiceBookKey"/>.</summary>
[Alias("Platform.IInvoiceBookGrain")]
public interface IInvoiceBookGrain : IGrainWithStringKey
{
    /// <summary>Issues the invoice of a finished order. An order has one invoice for ever: asked again, or by another
    /// year's book, nothing happens.</summary>
    /// <returns>Whether it was issued now.</returns>
    [Alias("Issue")]
    Task<bool> Issue(Order order, Command command);
}

/// <summary>Keys of books: <c>{account}/{shop, or zeros}/{year}</c>.</summary>
public static class InvoiceBookKey
{
    /// <summary>The key of a shop's book of a year.</summary>
    public static string Of(Guid accountId, Guid? shopId, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{accountId:N}/{shopId ?? Guid.Empty:N}/{year:D4}");

    /// <summary>What a key names.</summary>
    /// <exception cref="FormatException">It is no key of a book.</exception>
    public static (Guid AccountId, Guid? ShopId, int Year) Read(string key)
    {
        if (key.Split('/') is not [var account, var shop, var year])
            throw new FormatException("A book's key has three parts.");
        var shopId = Guid.ParseExact(shop, "N");
        return (
            Guid.ParseExact(account, "N"), shopId == Guid.Empty ? null : shopId,
            int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
