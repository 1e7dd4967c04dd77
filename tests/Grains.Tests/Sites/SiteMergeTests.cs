using Platform.Conversation;
using Platform.Shops;

namespace Platform.Sites;

public sealed class SiteMergeTests
{
    private static readonly Shop Known = new()
    {
        Id = Guid.NewGuid(),
        AccountId = Guid.NewGuid(),
        Details = new()
        {
            Name = "Salon",
            TimeZone = "UTC",
            Currency = "USD",
            Services = [new(DraftCategory.Cleaning, "Color", ["dye"], 9_000)],
        },
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly SiteCandidate[] Found =
    [
        Candidate("name-1", CandidateKind.Name, "Example Salon"), Candidate("name-2", CandidateKind.Name, "Salon Ltd"),
        Candidate("phone-1", CandidateKind.Phone, "+12125550100"),
        Candidate("hours-1", CandidateKind.Hours, "") with
        {
            Hours = [new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(17, 0))],
        },
        Candidate("service-1", CandidateKind.Service, "Haircut") with
        {
            PriceMinor = 4_500, Currency = "USD", Minutes = 45, Category = DraftCategory.Other,
        },
        Candidate("service-2", CandidateKind.Service, "DYE") with { PriceMinor = 12_000, Currency = "USD" },
        Candidate("service-3", CandidateKind.Service, "Massage") with { PriceMinor = 8_950, Currency = "EUR" },
    ];

    [Fact]
    public void What_was_chosen_is_the_shops_and_nothing_else()
    {
        var (next, wrong) = SiteMerge.Into(Known, Found, ["name-1", "phone-1", "hours-1", "service-1"]);

        Assert.Empty(wrong);
        Assert.Equal("Example Salon", next!.Name);
        Assert.Equal(new ShopContact("+12125550100", null, null), next.Contact);
        Assert.Equal(Found[3].Hours, next.Hours);
        Assert.Equal(["Color", "Haircut"], next.Services.Select(service => service.Label));
        Assert.Equal((4_500, 45), (next.Services[1].BasePriceMinor, next.Services[1].Minutes));
    }

    [Fact]
    public void A_service_that_is_known_by_another_word_takes_the_price_and_keeps_its_words()
    {
        var (next, _) = SiteMerge.Into(Known, Found, ["service-2"]);

        var service = Assert.Single(next!.Services);
        Assert.Equal(
            ("Color", DraftCategory.Cleaning, 12_000L),
            (service.Label, service.Category, service.BasePriceMinor!.Value));
    }

    [Fact]
    public void Taking_the_same_again_changes_nothing()
    {
        string[] chosen = ["name-1", "hours-1", "service-1", "service-2"];
        var once = SiteMerge.Into(Known, Found, chosen).Next!;

        var again = SiteMerge.Into(Known with { Details = once }, Found, chosen).Next!;

        Assert.Equal(once, again);
    }

    [Fact]
    public void Everything_that_cannot_be_taken_is_named()
    {
        var (next, wrong) = SiteMerge.Into(Known, Found, ["name-1", "name-2", "service-3", "service-9", "phone-1"]);

        Assert.Null(next);
        Assert.Equal([1, 2, 3], wrong.Select(one => one.Index));
        Assert.Equal("has a price in EUR; the shop's prices are in USD", wrong[1].Reason);
    }

    [Fact]
    public void A_shop_takes_no_more_than_it_can_hold()
    {
        var many = Enumerable.Range(0, 100)
            .Select(i => Candidate($"service-{i}", CandidateKind.Service, $"{new string('é', 70)} {i}"))
            .ToList();

        var (next, wrong) = SiteMerge.Into(Known, many, [.. many.Select(one => one.Id)]);

        Assert.Null(next);
        Assert.Equal("is more than a shop can hold; take fewer services", Assert.Single(wrong).Reason);
    }

    private static SiteCandidate Candidate(string id, CandidateKind kind, string value) => new()
    {
        Id = id,
        Kind = kind,
        Value = value,
        Page = "https://shop.test/",
        Source = CandidateSource.Text,
    };
}
