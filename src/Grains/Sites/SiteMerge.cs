using System.Collections.Immutable;
using System.Text.Json;
using Platform.Conversation;
using Platform.Shops;

namespace Platform.Sites;

/// <summary>Puts what a person chose into what the shop says of itself. Again does nothing again. Pure.</summary>
internal static class SiteMerge
{
    private const int ServicesMax = 200;

    // Less than a grain's state may be, so that the shop can still be changed afterwards.
    private const int ShopBytesMax = 15 * 1024;

    /// <summary>The details as they shall be, or which of the chosen cannot be taken.</summary>
    public static (ShopDetails? Next, ImmutableArray<WrongCandidate> Wrong) Into(
        Shop shop, IReadOnlyList<SiteCandidate> found, IReadOnlyList<string> chosen)
    {
        var wrong = ImmutableArray.CreateBuilder<WrongCandidate>();
        var (next, kinds) = (shop.Details, new HashSet<CandidateKind>());
        for (var i = 0; i < chosen.Count; i++)
        {
            var candidate = found.FirstOrDefault(one => one.Id == chosen[i]);
            var reason = candidate is null ? "is no candidate of this import"
                : candidate.Kind != CandidateKind.Service && !kinds.Add(candidate.Kind)
                    ? $"is a second {SiteWords.Of(candidate.Kind)}; a shop has one"
                : candidate.Currency is { } currency && currency != shop.Details.Currency
                    ? $"has a price in {currency}; the shop's prices are in {shop.Details.Currency}"
                : null;
            if (reason is not null)
                wrong.Add(new(i, reason));
            else
                next = Take(next, candidate!);
        }

        if (wrong.Count == 0 && chosen.Count > 0 && IsTooMuch(shop with { Details = next }))
            wrong.Add(new(chosen.Count - 1, "is more than a shop can hold; take fewer services"));
        return wrong.Count == 0 ? (next, []) : (null, wrong.ToImmutable());
    }

    private static ShopDetails Take(ShopDetails shop, SiteCandidate candidate)
    {
        var contact = shop.Contact ?? new(null, null, null);
        return candidate.Kind switch
        {
            CandidateKind.Name => shop with { Name = candidate.Value },
            CandidateKind.Phone => shop with { Contact = contact with { Phone = candidate.Value } },
            CandidateKind.Email => shop with { Contact = contact with { Email = candidate.Value } },
            CandidateKind.Address => shop with { Contact = contact with { Address = candidate.Value } },
            CandidateKind.Hours => shop.Hours.SequenceEqual(candidate.Hours)
                ? shop
                : shop with { Hours = candidate.Hours },
            CandidateKind.Service => shop with { Services = With(shop.Services, candidate) },
        };
    }

    // One that the shop has already keeps its words and its kind, and takes the price and the time.
    private static ImmutableArray<ShopService> With(ImmutableArray<ShopService> services, SiteCandidate candidate)
    {
        if (services.FirstOrDefault(service => IsCalled(service, candidate.Value)) is not { } known)
        {
            return services.Add(new ShopService(
                candidate.Category ?? DraftCategory.Other, candidate.Value, [], candidate.PriceMinor,
                candidate.Minutes));
        }

        var next = known with
        {
            BasePriceMinor = candidate.PriceMinor ?? known.BasePriceMinor,
            Minutes = candidate.Minutes ?? known.Minutes,
        };
        return next == known ? services : services.Replace(known, next);
    }

    private static bool IsCalled(ShopService service, string name) =>
        service.Label.Equals(name, StringComparison.OrdinalIgnoreCase)
        || service.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsTooMuch(Shop shop) => shop.Details.Services.Length > ServicesMax
        || JsonSerializer.SerializeToUtf8Bytes(shop, ShopJson.Default.Shop).Length > ShopBytesMax;
}
