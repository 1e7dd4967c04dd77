using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of one grain, each named by its reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>Remembers who wants to be told. Who does not renew in time, or fails when told, is dropped.</summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
        GetDateTime = () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>The clock, UTC. Set it from the grain's own.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _observers.Clear();

    /// <summary>Adds the observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Tells everyone, one after another.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    /// <summary>Tells everyone without waiting.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    /// <summary>Forgets everyone who has not renewed in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (entry.LastSeen + ExpirationDuration < now)
                _observers.Remove(id);
        }
    }

    public IEnumerator<TObserver> GetEnumerator() =>
        _observers.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A copy, since observers come and go between the awaits of a notification.
    private List<(TIdentity Id, TObserver Observer)> Living(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _observers
            .Where(pair => predicate?.Invoke(pair.Value.Observer) ?? true)
            .Select(pair => (pair.Key, pair.Value.Observer))];
    }

    private void Drop(TIdentity id, Exception failure)
    {
        _observers.Remove(id);
        _log.LogDebug(failure, "Dropped observer {Id}, which failed when told.", id);
    }
}
