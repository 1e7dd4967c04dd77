using System.Collections.Immutable;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>Why somebody is not asked.</summary>
internal enum Unfit
{
    NotApproved = 1,
    NotThere = 2,
    AtWork = 3,
    OtherSkills = 4,
    OtherArea = 5,
    OtherHours = 6,
    Refused = 7,     // He said no to this order, or had it and lost it.
    AskedAlready = 8, // In this round.
    NotAccepted = 9,  // He has not accepted this account's invitation: he must see nothing of it.
}

/// <summary>Every decision of dispatch. Pure.</summary>
internal static class DispatchRules
{
    private const double SkillWeight = 0.35;
    private const double DistanceWeight = 0.35;
    private const double WaitingWeight = 0.2;
    private const double PresenceWeight = 0.1;
    private const double ReachKmDefault = 25;
    private const double EarthRadiusKm = 6371;

    // Who waited so long for a job waits as long as anybody.
    private static readonly TimeSpan WaitingMax = TimeSpan.FromHours(8);

    /// <summary>Why a vendor is not asked; null when he is. The order of the checks is part of the contract.</summary>
    public static Unfit? Judge(Candidate candidate, Job job, DateTimeOffset now)
    {
        var card = candidate.Entry.Card;
        return card.Status != RosterStatus.Approved ? Unfit.NotApproved
            : candidate.Entry.AcceptedAt is null ? Unfit.NotAccepted
            : candidate.Presence?.IsOnlineAt(now) != true ? Unfit.NotThere
            : candidate.IsAtWork ? Unfit.AtWork
            : !VendorSkills.Of(card).Intersect(job.Skills, StringComparer.Ordinal).Any() ? Unfit.OtherSkills
            : !GoesThere(card, job) ? Unfit.OtherArea
            : !WorksThen(card, job) ? Unfit.OtherHours
            : null;
    }

    /// <summary>Whom not to ask because of what the order's offers say.</summary>
    /// <param name="wavesBefore">Waves of earlier rounds: who did not answer then may be asked again.</param>
    public static ImmutableDictionary<Guid, Unfit> Asked(ImmutableArray<OrderOffer> offers, int wavesBefore) =>
        offers.Select(offer => (offer.VendorId, Why: offer.Status switch
        {
            OfferStatus.Declined or OfferStatus.Released => Unfit.Refused,
            OfferStatus.Offered or OfferStatus.Accepted => Unfit.AskedAlready,
            OfferStatus.Expired or OfferStatus.Withdrawn =>
                offer.Wave > wavesBefore ? Unfit.AskedAlready : (Unfit?)null,
        }))
        .Where(asked => asked.Why is not null)
        .GroupBy(asked => asked.VendorId)
        .ToImmutableDictionary(vendor => vendor.Key, vendor => vendor.Min(asked => asked.Why!.Value));

    /// <summary>The fit ones as offers, best first; ties go by id, so that the same facts give the same
    /// order.</summary>
    public static ImmutableArray<OrderOffer> Rank(
        IEnumerable<Candidate> candidates, ImmutableDictionary<Guid, Unfit> asked, Job job, DateTimeOffset now) =>
    [
        .. candidates
            .Where(candidate => !asked.ContainsKey(candidate.Entry.VendorId) && Judge(candidate, job, now) is null)
            .Select(candidate => Offer(candidate, job, now))
            .OrderByDescending(offer => offer.Score).ThenBy(offer => offer.VendorId),
    ];

    /// <summary>How many the next wave asks: each one twice as many as the one before.</summary>
    public static int SizeOf(int waveOfRound, DispatchOptions options) =>
        (int)Math.Min(options.WaveSizeMax, (long)options.WaveSize << Math.Clamp(waveOfRound - 1, 0, 30));

    /// <summary>When the open offers are over; null when none is open.</summary>
    public static DateTimeOffset? OpenUntil(ImmutableArray<OrderOffer> offers) =>
        offers.Where(offer => offer.Status == OfferStatus.Offered).Select(offer => (DateTimeOffset?)offer.ExpiresAt)
            .Max();

    /// <summary>A round begins: whoever did not answer before may be asked again.</summary>
    public static DispatchState Begin(
        DispatchState state, ImmutableArray<OrderOffer> offers, Guid? chosen, DateTimeOffset now) => state with
        {
            Phase = DispatchPhase.Looking,
            WavesBefore = offers.IsEmpty ? 0 : offers.Max(offer => offer.Wave),
            Since = now,
            Chosen = chosen,
            DueAt = now,
        };

    /// <summary>Nobody is left: look again later, but not for ever.</summary>
    public static DispatchState Rest(DispatchState state, DispatchOptions options, DateTimeOffset now) => state with
    {
        Phase = DispatchPhase.Resting,
        Chosen = null,
        DueAt = now - state.Since < options.GiveUpAfter ? now + options.RetryPause : null,
    };

    /// <summary>Whom somebody chose is asked whatever he is good for; he only has to be on the roster.</summary>
    public static OrderOffer Chosen(RosterEntry entry, int rank) => new()
    {
        VendorId = entry.VendorId,
        VendorName = entry.Card.Name,
        Wave = 0,
        Score = 1,
        ScoreTerms = Terms(("chosen", Math.Round(1.0 / (rank + 1), 3))),
    };

    /// <summary>How far apart two places are, in kilometres.</summary>
    public static double Distance((double Latitude, double Longitude) one, (double Latitude, double Longitude) other)
    {
        var (north, east) = (Radians(other.Latitude - one.Latitude), Radians(other.Longitude - one.Longitude));
        var half = Math.Pow(Math.Sin(north / 2), 2)
            + (Math.Cos(Radians(one.Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static OrderOffer Offer(Candidate candidate, Job job, DateTimeOffset now)
    {
        var card = candidate.Entry.Card;
        var presence = candidate.Presence!;
        var from = Place(presence.Latitude, presence.Longitude) ?? Place(card.Area.Latitude, card.Area.Longitude);
        double? distance = from is { } start && job.Place is { } end ? Distance(start, end) : null;
        var terms = Terms(
            ("skill", SkillWeight * Skill(card, job)),
            ("distance", DistanceWeight * Nearness(distance, card.Area.RadiusKm)),
            ("waiting", WaitingWeight * Waited(candidate.LastJobAt, now)),
            ("presence", PresenceWeight * Math.Clamp(1 - ((now - presence.LastSeenAt) / VendorPresence.Decay), 0, 1)));
        return new()
        {
            VendorId = candidate.Entry.VendorId,
            VendorName = card.Name,
            Wave = 0,
            Score = Math.Round(terms.Values.Sum(), 3),
            ScoreTerms = terms,
            DistanceKm = distance is { } km ? Math.Round(km, 1) : null,
        };
    }

    // The very thing, everything of its kind, or something of its kind.
    private static double Skill(RosterCard card, Job job)
    {
        var found = VendorSkills.Of(card).Intersect(job.Skills, StringComparer.Ordinal).ToList();
        return found.Exists(skill => skill.StartsWith("label:", StringComparison.Ordinal)) ? 1
            : found.Exists(skill => skill.StartsWith("category:", StringComparison.Ordinal)) ? 0.75
            : 0.5;
    }

    private static double Nearness(double? distance, double? reachKm) =>
        distance is { } km ? Math.Clamp(1 - (km / Math.Max(1, (reachKm ?? ReachKmDefault) * 2)), 0, 1) : 0;

    private static double Waited(DateTimeOffset? lastJobAt, DateTimeOffset now) =>
        lastJobAt is { } last ? Math.Clamp((now - last) / WaitingMax, 0, 1) : 1;

    private static bool GoesThere(RosterCard card, Job job)
    {
        if (job.PostalCode is { } code && card.Area.PostalCodes.Any(known => VendorSkills.PostalCode(known) == code))
            return true;
        return job.Place is { } place && card.Area.RadiusKm is { } radius
            && Place(card.Area.Latitude, card.Area.Longitude) is { } centre && Distance(centre, place) <= radius;
    }

    private static bool WorksThen(RosterCard card, Job job)
    {
        if (card.Hours.IsEmpty)
            return true;
        var local = TimeZoneInfo.ConvertTime(job.WantedAt, TimeZoneInfo.FindSystemTimeZoneById(job.Timezone));
        var (day, time) = (local.DayOfWeek, TimeOnly.FromTimeSpan(local.TimeOfDay));
        var yesterday = local.AddDays(-1).DayOfWeek;
        return card.Hours.Any(hours => hours.Opens < hours.Closes
            ? hours.Day == day && hours.Opens <= time && time < hours.Closes
            // Past midnight: the evening of its own day, or the morning after.
            : (hours.Day == day && hours.Opens <= time) || (hours.Day == yesterday && time < hours.Closes));
    }

    private static (double Latitude, double Longitude)? Place(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east && (north, east) is not (0, 0) ? (north, east) : null;

    private static ImmutableSortedDictionary<string, double> Terms(
        params ReadOnlySpan<(string Name, double Value)> terms)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in terms)
            builder.Add(name, Math.Round(value, 3));
        return builder.ToImmutable();
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
