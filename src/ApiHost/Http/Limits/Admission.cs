using Microsoft.AspNetCore.Http.Features;

namespace Platform.Http;

/// <summary>How much may be in work at once. Configuration section <c>Overload</c>.</summary>
internal sealed class OverloadOptions
{
    /// <summary>Requests of one kind (reads, changes, reports of providers) that are in work at once.</summary>
    public int RequestsMax { get; set; } = 512;

    /// <summary>While some are turned away and answers take longer than this, fewer are let in.</summary>
    public TimeSpan AnswerTime { get; set; } = TimeSpan.FromMilliseconds(100);
}

/// <summary>Refuses early what would only wait: who is let in is answered soon, also when several times as many ask as
/// can be served. Reads, changes and what providers report do not take each other's places, so that a database that
/// hangs, and with it every change, does not keep anybody from what can be read without it.</summary>
internal sealed class Admission
{
    private const string Pictures = "/api/v1/vendor/orders";
    private const string PicturesEnd = "/images";

    private static readonly string[] Sockets = ["/live", "/ops", "/webhooks/twilio/relay"];

    private readonly TimeProvider _clock;
    private readonly AdmissionRoom _reads;
    private readonly AdmissionRoom _changes;
    private readonly AdmissionRoom _reports; // Who rings has to hear something, late as it may be.

    public Admission(IConfiguration configuration, TimeProvider clock)
    {
        var options = configuration.GetSection("Overload").Get<OverloadOptions>() ?? new OverloadOptions();
        _clock = clock;
        _reads = new(options, isPatient: false, clock);
        _changes = new(options, isPatient: false, clock);
        _reports = new(options, isPatient: true, clock);
    }

    /// <summary>Before anything else costs time.</summary>
    public bool IsFull(HttpContext http) => Of(http) is { } room && room.IsFull();

    /// <summary>Lets it in. Where many are in work already, it goes to the end of the line of what waits for a thread:
    /// whoever comes after it is told at once whether there is room, and those in the line count.</summary>
    public Task LetInAsync(HttpContext http, RequestDelegate next) =>
        Of(http) is { } room && room.IsBusy ? LineUpAsync(room, http, next) : next(http);

    /// <summary>Counts from when a body is there, so that nobody takes a place by sending one slowly.</summary>
    public async Task WorkAsync(HttpContext http, RequestDelegate next)
    {
        if (Of(http) is not { } room)
        {
            await next(http);
            return;
        }

        var since = _clock.GetTimestamp();
        room.Enter();
        try
        {
            await next(http);
        }
        finally
        {
            room.Leave(_clock.GetElapsedTime(since));
        }
    }

    private static async Task LineUpAsync(AdmissionRoom room, HttpContext http, RequestDelegate next)
    {
        room.Line();
        await new EndOfTheLine();
        room.Unline();
        await next(http);
    }

    /// <summary>Whether files are sent there. By the path: nothing else that a client says of itself lets it pass by
    /// the door.</summary>
    public static bool TakesFiles(PathString path) =>
        path.StartsWithSegments(Pictures, StringComparison.Ordinal)
        && path.Value!.EndsWith(PicturesEnd, StringComparison.Ordinal);

    // Sockets last for hours and cost little; files come as slowly as their senders' lines are; and who looks whether
    // the platform is well has to be told above all while it is not.
    private AdmissionRoom? Of(HttpContext http)
    {
        var request = http.Request;
        if (TakesFiles(request.Path)
            || (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && Sockets.Any(Is)))
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
}

/// <summary>The two places of the pipeline.</summary>
internal static class AdmissionPipeline
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>First of all.</summary>
    public static void UseAdmission(this WebApplication app)
    {
        var admission = app.Services.GetRequiredService<Admission>();
        app.Use((http, next) => admission.IsFull(http) ? Refuse(http) : admission.LetInAsync(http, next));
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
