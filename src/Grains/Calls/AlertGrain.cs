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

    public async Task Raise(string kind, string subject, Command command)
    {
        var now = clock.GetUtcNow();
        if (_commit.Committed is { } raised && now - raised.LastAt < WritePause)
        {
            _uncounted++;
            return;
        }

        var key = this.GetPrimaryKeyString();
        var alert = _commit.Committed ?? new Alert
        {
            Id = GrainKey.IdOf(key),
            AccountId = GrainKey.AccountOf(key)!.Value,
            Kind = kind,
            Subject = subject,
            FirstAt = now,
            LastAt = now,
            Count = 0,
        };
        var next = alert with { LastAt = now, Count = alert.Count + 1 + _uncounted };
        var body = new AlertRaised(next.Id, next.Kind, next.Count, _commit.Version + 1);
        await _commit.Write(next, command, [new PendingEvent(
            "alert.raised", $"alerts/{next.Id:D}",
            JsonSerializer.Serialize(body, CallJson.Default.AlertRaised), ["calls"])]);
        _uncounted = 0;
    }
}
