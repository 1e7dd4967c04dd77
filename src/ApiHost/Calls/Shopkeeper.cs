using Platform.Commits;
using Platform.Conversation;
using Platform.Ids;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>Finds the shop in which a number rings, and what an agent may know of it.</summary>
internal sealed class Shopkeeper(IGrainFactory grains, TimeProvider clock)
{
    private const string UnknownNumber = "unknown-number";

    /// <summary>The shop of the signer's own account in which the number rings, or null. Another account's shop is
    /// nobody's: whoever signs for a number they do not own reaches nothing.</summary>
    public async Task<Guid?> FindShopAsync(Guid accountId, string? number) =>
        Phones.PhoneNumber.TryRead(number, "US") is { } e164
        && await grains.GetGrain<IPhoneNumberGrain>(e164).Find() is { } owner
        && owner.AccountId == accountId
            ? owner.ShopId
            : null;

    /// <summary>The shop as an agent sees it, or null when it is gone.</summary>
    public async Task<ShopContext?> ContextAsync(Guid accountId, Guid shopId, string? callerNumber)
    {
        var found = await grains.GetGrain<IShopGrain>(GrainKey.Of(accountId, shopId)).Find();
        return found.Value is { Shop.Details: var shop } ? new ShopContext
        {
            Name = shop.Name,
            Greeting = shop.Greeting is "" ? $"Thank you for calling {shop.Name}. How can I help you?" : shop.Greeting,
            TimeZone = shop.TimeZone,
            Now = clock.GetUtcNow(),
            Currency = shop.Currency,
            CallerNumber = Phones.PhoneNumber.TryRead(callerNumber, "US"),
            Services = [.. shop.Services.Select(service =>
                new CatalogueService(service.Category, service.Label, service.Aliases, service.BasePriceMinor))],
            Items = [.. shop.Goods.Select(goods =>
                new CatalogueItem(goods.ItemId, goods.Name, goods.Aliases, goods.UnitPriceMinor))],
            Cities = shop.Towns,
            Hours = [.. shop.Hours.Select(hours => new ShopHours(hours.Day, hours.Opens, hours.Closes))],
        } : null;
    }

    /// <summary>Tells the account that a number of its provider rings in none of its shops. One alert a number and
    /// day.</summary>
    public Task AlertUnknownNumberAsync(Guid accountId, string? number)
    {
        var subject = number is { Length: <= 100 } ? number : "(none)";
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var id = NameBasedId.Of(UnknownNumber, subject, day);
        return grains.GetGrain<IAlertGrain>(GrainKey.Of(accountId, id)).Raise(
            UnknownNumber, subject,
            new Command(accountId, new Actor(ActorKind.Provider, Twilio.TwilioReports.Provider), "alerts.raise"));
    }
}
