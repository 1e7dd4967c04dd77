using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Platform.Embedded.Tests;

/// <summary>Objects outside of grains that grains call back.</summary>
public sealed class ObserverTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task An_observer_hears_what_the_grain_tells()
    {
        var listener = new Listener(_silo.Journal);
        var grain = _silo.Grain<IMessageGrain>();
        await grain.Subscribe(_silo.Grains.CreateObjectReference<IListener>(listener));
        await grain.Tell("news");

        await _silo.Journal.Has("heard news");
        Assert.Equal(1, await grain.TellAll("more"));
        Assert.Equal(1, _silo.Journal.Count("confirmed more"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task The_object_itself_is_refused() =>
        await Assert.ThrowsAsync<NotSupportedException>(
            () => _silo.Grain<IMessageGrain>().Subscribe(new Listener(_silo.Journal)));

    [Fact]
    public async Task After_its_deletion_calls_to_a_reference_vanish()
    {
        var (gone, staying) = (new Listener(_silo.Journal), new Listener(_silo.Journal, "stays "));
        var grain = _silo.Grain<IMessageGrain>();
        await grain.Subscribe(_silo.Grains.CreateObjectReference<IListener>(gone));
        await grain.Subscribe(_silo.Grains.CreateObjectReference<IListener>(staying));
        _silo.Grains.DeleteObjectReference<IListener>(gone);
        await grain.Tell("news");

        await _silo.Journal.Has("stays heard news");
        Assert.Equal(0, _silo.Journal.Count("heard news"));
        GC.KeepAlive(staying);
    }

    [Fact]
    public async Task An_observer_that_fails_is_dropped()
    {
        var listener = new Listener(_silo.Journal);
        var grain = _silo.Grain<IMessageGrain>();
        await grain.Subscribe(_silo.Grains.CreateObjectReference<IListener>(listener));

        Assert.Equal(0, await grain.TellAll("fail"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public void Who_does_not_renew_expires_by_the_given_clock()
    {
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var observers = new ObserverManager<string, string>(TimeSpan.FromMinutes(1), NullLogger.Instance)
        {
            GetDateTime = () => now,
        };
        observers.Subscribe("a", "a");
        observers.Subscribe("b", "b");
        now += TimeSpan.FromSeconds(50);
        observers.Subscribe("a", "a");
        now += TimeSpan.FromSeconds(50);
        List<string> told = [];
        observers.Notify(told.Add);

        Assert.Equal(["a"], told);
        Assert.Equal(1, observers.Count);
    }

    private sealed class Listener(Journal journal, string prefix = "") : IListener
    {
        public void Heard(string text) => journal.Add($"{prefix}heard {text}");

        public Task Confirm(string text)
        {
            journal.Add($"{prefix}confirmed {text}");
            return text == "fail" ? throw new InvalidOperationException("deaf") : Task.CompletedTask;
        }
    }
}
