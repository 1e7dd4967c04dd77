using System.Text.Json;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>The only writer of one alert. A storm of the same is counted in memory and written at most once a
/// second.</summary>
[GrainType("alert")]
internal sealed class AlertGrain(
    [PersistentState("alerts", "platform")] IPersistentState<Stored<Alert>> state, TimeProvider clock)
    : Grain, IAlertGrain
{
    private static readonly TimeSpan WritePause = TimeSpan.FromSeconds(1);

    private readonly Commit<Alert> _commit = new(state);
    private long _uncounted;

    public Task Raise(string kind, string subject, Command command) => RaiseAbout(new(kind, subject), command);

    public async Task RaiseAbout(AlertText text, Command command)
    {
        var now = clock.GetUtcNow();
        if (_commit.Committed is { } raised && now - raised.LastAt < WritePause)
        {
            _uncounted++;
            return;
        }

        var alert = _commit.Committed ?? New(text, now);
        var next = alert with
        {
            SubjectId = text.SubjectId ?? alert.SubjectId,
            LastAt = now,
            Count = alert.Count + 1 + _uncounted,
        };
        await Write(next, command);
        _uncounted = 0;
    }

    public async Task RaiseOnce(AlertText text, Command command)
    {
        if (_commit.Committed is null)
            await Write(New(text, clock.GetUtcNow()) with { Count = 1 }, command);
    }

    private Alert New(AlertText text, DateTimeOffset now)
    {
        var key = this.GetPrimaryKeyString();
        return new Alert
        {
            Id = GrainKey.IdOf(key),
            AccountId = GrainKey.AccountOf(key)!.Value,
            Kind = text.Kind,
            Subject = text.Subject,
            FirstAt = now,
            LastAt = now,
            Count = 0,
            SubjectId = text.SubjectId,
            Detail = text.Detail,
        };
    }

    private Task Write(Alert next, Command command)
    {
        var body = new AlertRaised(next.Id, next.Kind, next.Count, _commit.Version + 1);
        return _commit.Write(next, command, [new PendingEvent(
            "alert.raised", $"alerts/{next.Id:D}",
            JsonSerializer.Serialize(body, CallJson.Default.AlertRaised), ["calls"])]);
    }
}
