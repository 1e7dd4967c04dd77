using Microsoft.AspNetCore.Http.Features;

namespace Platform.Http;

/// <summary>How much may be in work at once. Configuration section <c>Overload</c>.</summary>
internal sealed class OverloadOptions
{
    /// <summary>Requests of one kind (reads, changes, reports of providers) that are in work at once.</summary>
    public int RequestsMax { get; set; } = 512;

    /// <summary>While answers take longer than this, fewer are let in.</summary>
    public TimeSpan AnswerTime { get; set; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Refuses early what would only wait: who is let in is answered soon, also when several times as many ask as
/// can be served. Reads, changes and what providers report do not take each other's places, so that a database that
/// hangs, and with it every change, does not keep anybody from what can be read without it.</summary>
internal sealed class Admission(IConfiguration configuration, TimeProvider clock)
{
    private readonly OverloadOptions _options =
        configuration.GetSection("Overload").Get<OverloadOptions>() ?? new OverloadOptions();

    private readonly Room _reads = new(isPatient: false);
    private readonly Room _changes = new(isPatient: false);
    private readonly Room _reports = new(isPatient: true); // Who rings has to hear something, late as it may be.

    /// <summary>Before anything else costs time.</summary>
    public bool IsFull(HttpContext http) => Of(http) is { } room && room.IsFull(_options);

    /// <summary>Counts from when a body is there, so that nobody takes a place by sending one slowly.</summary>
    public async Task WorkAsync(HttpContext http, RequestDelegate next)
    {
        if (Of(http) is not { } room)
        {
            await next(http);
            return;
        }

        var since = clock.GetTimestamp();
        room.Enter();
        try
        {
            await next(http);
        }
        finally
        {
            room.Leave(clock.GetElapsedTime(since), clock.GetTimestamp(), _options, clock.TimestampFrequency);
        }
    }

    // Sockets last for hours and cost little; files come as slowly as their senders' lines are; and who looks whether
    // the platform is well has to be told above all while it is not.
    private Room? Of(HttpContext http)
    {
        var request = http.Request;
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            || request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
        {
            return null;
        }

        if (!Is("/api"))
        {
            if (Is("/webhooks"))
                return _reports;
            if (Is("/health") || Is("/alive") || Is("/metrics"))
                return null;
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? _reads : _changes;

        bool Is(string prefix) => request.Path.StartsWithSegments(prefix, StringComparison.Ordinal);
    }

    // How many may be in it follows how long they take: what is in work waits for what is in work. A slow answer makes
    // it smaller, at most once in the time that one may take, so that one bad moment is counted once; each quick one
    // gives a place back. Several count at once without a lock: it is a measure, not a promise.
    private sealed class Room(bool isPatient)
    {
        private const int LimitMin = 64;
        private const int Shrink = 4; // By a quarter.

        private int _inWork;
        private int _missing; // Places fewer than there may be at the most.
        private long _shrunkAt;

        public bool IsFull(OverloadOptions options) => Volatile.Read(ref _inWork) >= Limit(options);

        public void Enter() => Interlocked.Increment(ref _inWork);

        public void Leave(TimeSpan took, long now, OverloadOptions options, long frequency)
        {
            Interlocked.Decrement(ref _inWork);
            if (isPatient)
                return;
            if (took <= options.AnswerTime)
            {
                if (Volatile.Read(ref _missing) > 0)
                    Interlocked.Decrement(ref _missing);
                return;
            }

            var last = Volatile.Read(ref _shrunkAt);
            if (now - last > options.AnswerTime.TotalSeconds * frequency
                && Interlocked.CompareExchange(ref _shrunkAt, now, last) == last)
            {
                Interlocked.Add(ref _missing, Math.Max(0, Limit(options) - LimitMin) / Shrink);
            }
        }

        private int Limit(OverloadOptions options) =>
            Math.Max(Math.Min(LimitMin, options.RequestsMax), options.RequestsMax - Volatile.Read(ref _missing));
    }
}

/// <summary>The two places of the pipeline.</summary>
internal static class AdmissionPipeline
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>First of all.</summary>
    public static void UseAdmission(this WebApplication app)
    {
        var admission = app.Services.GetRequiredService<Admission>();
        app.Use((http, next) => admission.IsFull(http) ? Refuse(http) : next(http));
    }

    /// <summary>Behind the body.</summary>
    public static void UseWorkCount(this WebApplication app)
    {
        var admission = app.Services.GetRequiredService<Admission>();
        app.Use((HttpContext http, RequestDelegate next) => admission.WorkAsync(http, next));
    }

    private static Task Refuse(HttpContext http)
    {
        http.SetRetryAfter(RetryAfter);
        return Problems.Of(503, "overloaded", "More is asked than can be served; nothing was changed.")
            .ExecuteAsync(http);
    }
}
