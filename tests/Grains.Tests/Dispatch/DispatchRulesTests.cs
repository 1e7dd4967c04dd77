using System.Collections.Immutable;
using Platform.Conversation;
using Platform.Live;
using Platform.Orders;
using Platform.Shops;
using Platform.Vendors;

namespace Platform.Dispatch;

public sealed class DispatchRulesTests
{
    private static readonly Guid Vera = Guid.Parse("0198a000-0000-7000-8000-000000000002");
    private static readonly Guid Otto = Guid.Parse("0198a000-0000-7000-8000-000000000003");

    // A Wednesday, 12:00 in New York.
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    private static readonly Job Repair = new(
        VendorSkills.Needed("repairs", "AC Repair"), "10001", (40.7128, -74.006), Noon, "America/New_York");

    [Fact]
    public void Who_is_asked_and_why_the_others_are_not()
    {
        const string expected =
            """
            fits                       asked
            invited                    NotApproved
            blocked                    NotApproved
            accepted nothing of ours   NotAccepted
            went offline               NotThere
            silent for 5 minutes       NotThere
            never came                 NotThere
            on a job                   AtWork
            paints                     OtherSkills
            repairs another thing      OtherSkills
            does nothing               OtherSkills
            lives too far              OtherArea
            goes to the postal code    asked
            knows no place             OtherArea
            0, 0 with a large radius   OtherArea
            works mornings             OtherHours
            works Thursdays            OtherHours
            """;
        (string What, Candidate Candidate)[] drawn =
        [
            ("fits", Fit()),
            ("invited", Fit(card => card with { Status = RosterStatus.Invited })),
            ("blocked", Fit(card => card with { Status = RosterStatus.Blocked })),
            ("accepted nothing of ours", Fit(accepted: false)),
            ("went offline", Fit() with { Presence = There(online: false) }),
            ("silent for 5 minutes", Fit() with { Presence = There(ago: VendorPresence.Decay) }),
            ("never came", Fit() with { Presence = null }),
            ("on a job", Fit() with { IsAtWork = true }),
            ("paints", Fit(card => card with { Services = [new(DraftCategory.Other, null)] })),
            ("repairs another thing", Fit(card => card with { Services = [new(DraftCategory.Repairs, "Plumbing")] })),
            ("does nothing", Fit(card => card with { Services = [] })),
            ("lives too far", Fit(card => card with { Area = new(40.0, -74.0, 30, ["19019"]) })),
            ("goes to the postal code", Fit(card => card with { Area = new(null, null, null, ["10001-1234"]) })),
            ("knows no place", Fit(card => card with { Area = ServiceArea.Unknown })),
            ("0, 0 with a large radius", Fit(card => card with { Area = new(0, 0, 20_000, []) })),
            ("works mornings", Fit(card => card with { Hours = [Hours(DayOfWeek.Wednesday, "08:00", "12:00")] })),
            ("works Thursdays", Fit(card => card with { Hours = [Hours(DayOfWeek.Thursday, "08:00", "18:00")] })),
        ];

        var rows = drawn.Select(row =>
            $"{row.What,-26} {DispatchRules.Judge(row.Candidate, Repair, Noon)?.ToString() ?? "asked"}");

        Assert.Equal(expected, string.Join('\n', rows));
    }

    [Theory]
    [InlineData("2026-03-05T03:30:00Z", true)]  // Wednesday 22:30
    [InlineData("2026-03-05T06:30:00Z", true)]  // Thursday 01:30, still Wednesday's night
    [InlineData("2026-03-05T07:30:00Z", false)] // Thursday 02:30
    [InlineData("2026-03-04T06:30:00Z", false)] // Wednesday 01:30, Tuesday's night
    public void Hours_past_midnight_belong_to_their_evening(string wanted, bool isAsked)
    {
        var owl = Fit(card => card with { Hours = [Hours(DayOfWeek.Wednesday, "22:00", "02:00")] });
        var job = Repair with { WantedAt = DateTimeOffset.Parse(wanted, null) };

        Assert.Equal(isAsked, DispatchRules.Judge(owl, job, Noon) is null);
    }

    [Fact]
    public void Work_for_later_asks_who_works_then_and_where_nobody_knows_the_shop_decides()
    {
        var order = new Order
        {
            Id = Vera,
            AccountId = Otto,
            Number = "ORD-2026-000001",
            Kind = OrderKind.Service,
            Status = OrderStatus.New,
            Stage = OrderStage.Open,
            Source = OrderSource.Call,
            Priority = Priority.Medium,
            Customer = new("John"),
            Currency = "USD",
            DispatchStatus = DispatchStatus.None,
            PaymentStatus = PaymentStatus.Unpaid,
            Reservation = ReservationState.None,
            RequestedTime = new(Noon.AddDays(1)),
            CreatedAt = Noon,
            UpdatedAt = Noon,
            Version = 1,
        };
        var area = new ServiceArea(41, -73, 10, []);

        var job = Job.Of(order, located: null, area, Noon);

        Assert.Equal((Noon.AddDays(1), (41.0, -73.0)), (job.WantedAt, job.Place));
        Assert.Equal(
            (40.5, -73.5), Job.Of(order, new(40.5, -73.5, PlacePrecision.Town), area, Noon).Place);
        Assert.Null(Job.Of(order, null, new(0, 0, 10, []), Noon).Place);
        Assert.Equal(Noon, Job.Of(order with { RequestedTime = new(Noon.AddDays(-1)) }, null, area, Noon).WantedAt);
    }

    [Fact]
    public void The_better_one_is_asked_first_and_the_terms_say_why()
    {
        var near = Fit() with { LastJobAt = Noon.AddHours(-4) };
        var rested = Fit(card => card with { Services = [new(DraftCategory.Repairs, null)] }, Otto) with
        {
            Presence = There(Otto, latitude: 40.9),
        };

        var ranked = DispatchRules.Rank([rested, near], NobodyAsked, Repair, Noon);

        Assert.Equal([Vera, Otto], ranked.Select(offer => offer.VendorId));
        Assert.Equal("distance 0.344, presence 0.1, skill 0.35, waiting 0.1", Terms(ranked[0]));
        Assert.Equal("distance 0.229, presence 0.1, skill 0.262, waiting 0.2", Terms(ranked[1]));
        Assert.All(ranked, offer => Assert.Equal(offer.ScoreTerms.Values.Sum(), offer.Score, 3));
        Assert.Equal(20.8, ranked[1].DistanceKm);
    }

    [Fact]
    public void Who_said_no_is_not_asked_again_and_who_was_silent_only_in_another_round()
    {
        const string expected =
            """
            status     this round   later
            Offered    AskedAlready AskedAlready
            Accepted   AskedAlready AskedAlready
            Declined   Refused      Refused
            Expired    AskedAlready asked
            Withdrawn  AskedAlready asked
            Released   Refused      Refused
            """;

        var rows = Enum.GetValues<OfferStatus>().Select(status =>
            $"{status,-10} {Asked(status, wavesBefore: 0),-12} {Asked(status, wavesBefore: 1)}");

        Assert.Equal(expected, string.Join('\n', rows.Prepend("status     this round   later")));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(3, 12)]
    [InlineData(4, 24)]
    [InlineData(60, 24)]
    public void Each_wave_is_wider_up_to_a_limit(int wave, int size) =>
        Assert.Equal(size, DispatchRules.SizeOf(wave, new DispatchOptions()));

    [Fact]
    public void Looking_again_ends_some_day()
    {
        var options = new DispatchOptions();
        var state = new DispatchState { OrderId = Vera, AccountId = Otto, Since = Noon, Chosen = Vera };

        var rested = DispatchRules.Rest(state, options, Noon.AddHours(1));

        Assert.Equal((DispatchPhase.Resting, Noon.AddHours(1) + options.RetryPause), (rested.Phase, rested.DueAt));
        Assert.Null(rested.Chosen);
        Assert.Null(DispatchRules.Rest(state, options, Noon + options.GiveUpAfter).DueAt);
    }

    [Theory]
    [InlineData("""{"kind":"service","to":"new"}""", true)]
    [InlineData("""{"kind":"service","from":"accepted","to":"new"}""", true)]
    [InlineData("""{"kind":"service","from":"new","to":"new"}""", false)]
    [InlineData("""{"kind":"service","from":"new","to":"accepted"}""", false)]
    [InlineData("""{"kind":"product","to":"new"}""", false)]
    public void The_log_says_when_an_order_becomes_open(string body, bool isOpen) =>
        Assert.Equal(isOpen, DispatchConsumer.BecameOpen(body));

    [Theory]
    [InlineData("order.placed", """{"kind":"service","to":"new","shop_id":"0198"}""", true)]
    [InlineData("order.placed", """{"kind":"service","to":"new"}""", false)] // No shop, so nobody to ask by itself.
    [InlineData("order.status_changed", """{"kind":"service","from":"accepted","to":"new"}""", true)]
    [InlineData("order.placed", """{"kind":"product","to":"pending","shop_id":"0198"}""", false)]
    public void Only_what_may_need_a_vendor_is_looked_at(string kind, string body, bool concerns)
    {
        var entry = new LogEntry(1, Otto, kind, $"orders/{Vera}", [], Noon, "system:system", null, body);

        Assert.Equal(concerns, new DispatchConsumer(null!, null!, TimeProvider.System).Concerns(entry));
    }

    private static ImmutableDictionary<Guid, Unfit> NobodyAsked => ImmutableDictionary<Guid, Unfit>.Empty;

    private static string Asked(OfferStatus status, int wavesBefore)
    {
        var offer = new OrderOffer { VendorId = Vera, VendorName = "Vera", Wave = 1, Status = status };
        return DispatchRules.Asked([offer], wavesBefore).TryGetValue(Vera, out var why) ? why.ToString() : "asked";
    }

    private static string Terms(OrderOffer offer) =>
        string.Join(", ", offer.ScoreTerms.Select(term => FormattableString.Invariant($"{term.Key} {term.Value}")));

    private static Candidate Fit(
        Func<RosterCard, RosterCard>? change = null, Guid? id = null, bool accepted = true)
    {
        var card = new RosterCard
        {
            Name = "Vera",
            Status = RosterStatus.Approved,
            Services = [new(DraftCategory.Repairs, "AC Repair")],
            Area = new(40.71, -74.0, 30, []),
        };
        var entry = new RosterEntry
        {
            VendorId = id ?? Vera,
            AccountId = Otto,
            Card = change?.Invoke(card) ?? card,
            CreatedAt = Noon,
            UpdatedAt = Noon,
            AcceptedAt = accepted ? Noon : null,
        };
        return new(entry, There(id ?? Vera), IsAtWork: false, LastJobAt: null);
    }

    private static VendorPresence There(
        Guid? id = null, bool online = true, TimeSpan ago = default, double latitude = 40.72) =>
        new(id ?? Vera, online, Noon - ago, latitude, -74.0);

    private static OpeningHours Hours(DayOfWeek day, string opens, string closes) =>
        new(day, TimeOnly.Parse(opens, null), TimeOnly.Parse(closes, null));
}
