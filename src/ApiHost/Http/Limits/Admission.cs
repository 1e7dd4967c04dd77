using Microsoft.AspNetCore.Http.Features;

namespace Platform.Http;

/// <summary>How much may be in work at once. Configuration section <c>Overload</c>.</summary>
internal sealed class OverloadOptions
{
    /// <summary>Requests of one kind (reads, changes, reports of providers) that are let in at once.</summary>
    public int RequestsMax { get; set; } = 512;

    /// <summary>How many of these work at a time, and the others wait their turn; not among reports.</summary>
    public int WorkingMax { get; set; } = 64;

    /// <summary>While answers take longer than this, fewer are let in.</summary>
    public TimeSpan AnswerTime { get; set; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Refuses early what would only wait: who is let in is answered soon, also when several times as many ask as
/// can be served. Reads, changes and what providers report do not take each other's places, so that a database that
/// hangs, and with it every change, does not keep anybody from what can be read without it.</summary>
internal sealed class Admission
{
    private readonly OverloadOptions _options;
    private readonly Room _reads;
    private readonly Room _changes;
    private readonly Room _reports;

    public Admission(IConfiguration configuration, TimeProvider clock)
    {
        _options = configuration.GetSection("Overload").Get<OverloadOptions>() ?? new OverloadOptions();
        _reads = new Room(_options, clock, isPatient: false);
        _changes = new Room(_options, clock, isPatient: false);
        _reports = new Room(_options, clock, isPatient: true); // Who rings has to hear something, late as it may be.
    }

    /// <summary>Before anything else costs time.</summary>
    public bool IsFull(HttpContext http) => Of(http) is { } room && room.IsFull;

    /// <summary>Counts from when a body is there, so that nobody takes a place by sending one slowly.</summary>
    public Task WorkAsync(HttpContext http, RequestDelegate next) =>
        Of(http) is { } room ? room.WorkAsync(http, next) : next(http);

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
