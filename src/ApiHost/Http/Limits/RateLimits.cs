using System.Threading.RateLimiting;
using Platform.Accounts;

namespace Platform.Http;

/// <summary>What a route costs its callers' limits.</summary>
internal enum RateClass
{
    Api = 1,    // Everything else.
    SignIn = 2, // Proves who somebody is.
    Public = 3, // Answers strangers something that could be guessed: tracking.
}

/// <summary>How much is let through. Configuration section <c>RateLimits</c>. Twice as much may come at once.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests of one person or API key, a second.</summary>
    public int PrincipalPerSecond { get; set; } = 100_000;

    /// <summary>Requests of one account, a second.</summary>
    public int AccountPerSecond { get; set; } = 100_000;

    /// <summary>Requests without a sign-in from one address, a second.</summary>
    public int AddressPerSecond { get; set; } = 20_000;

    /// <summary>Requests with a token that is not valid from one address, a second.</summary>
    public int RejectedPerSecond { get; set; } = 50;

    /// <summary>Sign-ins from one address, a minute.</summary>
    public int SignInPerMinute { get; set; } = 300;

    /// <summary>Public look-ups from one address, a minute.</summary>
    public int PublicPerMinute { get; set; } = 600;
}

/// <summary>Refuses early what is over a limit, with 429 and <c>Retry-After</c>. Partitions that are idle are
/// forgotten.</summary>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _principals;
    private readonly PartitionedRateLimiter<Guid> _accounts;
    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _rejected;
    private readonly PartitionedRateLimiter<string> _signIns;
    private readonly PartitionedRateLimiter<string> _public;

    public RateLimits(IConfiguration configuration)
    {
        var limits = configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions();
        _principals = Limiter<string>(limits.PrincipalPerSecond, Second);
        _accounts = Limiter<Guid>(limits.AccountPerSecond, Second);
        _addresses = Limiter<string>(limits.AddressPerSecond, Second);
        _rejected = Limiter<string>(limits.RejectedPerSecond, Second);
        _signIns = Limiter<string>(limits.SignInPerMinute, Minute);
        _public = Limiter<string>(limits.PublicPerMinute, Minute);
    }

    /// <summary>Before anything is looked up: an address whose tokens keep being wrong waits.</summary>
    public TimeSpan? BeforeAuthentication(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 && IsSpent(_rejected, Address(http)) ? Second : null;

    /// <summary>When it is known who asks.</summary>
    public TimeSpan? AfterAuthentication(HttpContext http)
    {
        var kind = http.GetEndpoint()?.Metadata.GetMetadata<RateClassMark>()?.Class ?? RateClass.Api;
        if (kind != RateClass.Api)
            return Try(kind == RateClass.SignIn ? _signIns : _public, Address(http));
        if (Identity.Of(http.User) is { } identity)
        {
            return Try(_principals, identity.Actor.Id)
                ?? (identity.HomeAccount is { } account ? Try(_accounts, account) : null);
        }

        if (http.Request.Headers.Authorization.Count > 0)
            Try(_rejected, Address(http));
        return Try(_addresses, Address(http));
    }

    public void Dispose()
    {
        _principals.Dispose();
        _accounts.Dispose();
        _addresses.Dispose();
        _rejected.Dispose();
        _signIns.Dispose();
        _public.Dispose();
    }

    // Not by taking nothing: a bucket refills in fractions, and gives nothing away while any fraction is left.
    private static bool IsSpent<T>(PartitionedRateLimiter<T> limiter, T partition) =>
        limiter.GetStatistics(partition) is { CurrentAvailablePermits: 0 };

    private static TimeSpan? Try<T>(PartitionedRateLimiter<T> limiter, T partition)
    {
        using var lease = limiter.AttemptAcquire(partition);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Second;
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int perPeriod, TimeSpan period)
        where T : notnull
    {
        // Ten refills a period, so that nobody waits for a whole one.
        const int refills = 10;
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(2, perPeriod * 2),
            TokensPerPeriod = Math.Max(1, perPeriod / refills),
            ReplenishmentPeriod = perPeriod < refills ? period / Math.Max(1, perPeriod) : period / refills,
            AutoReplenishment = false, // The partitioned limiter does it for all.
        };
        return PartitionedRateLimiter.Create<T, T>(
            partition => RateLimitPartition.GetTokenBucketLimiter(partition, _ => options));
    }

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}

/// <summary>A route's class, as endpoint metadata.</summary>
internal sealed record RateClassMark(RateClass Class);

/// <summary>Limits in the pipeline and on routes.</summary>
internal static class RateLimiting
{
    /// <summary>Puts a route into another class than <see cref="RateClass.Api"/>.</summary>
    public static TBuilder LimitedAs<TBuilder>(this TBuilder route, RateClass kind)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RateClassMark(kind));

    /// <summary>Authentication between its two limits.</summary>
    public static void UseLimitedAuthentication(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use((http, next) => limits.BeforeAuthentication(http) is { } wait ? Refuse(http, wait) : next(http));
        app.UseAuthentication();
        app.Use((http, next) => limits.AfterAuthentication(http) is { } wait ? Refuse(http, wait) : next(http));
    }

    private static Task Refuse(HttpContext http, TimeSpan wait)
    {
        http.SetRetryAfter(wait);
        return Problems.Of(429, "too-many-requests", "Wait as long as Retry-After says.").ExecuteAsync(http);
    }
}
