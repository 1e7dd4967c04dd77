using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Platform.Conformance;

/// <summary>Objects outside of grains that grains call back.</summary>
public sealed class ObserverTests : IAsyncLifetime
{
    private TestHome _home = null!;

    public async Task InitializeAsync() => _home = await TestHome.StartAsync();

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task An_observer_hears_what_the_grain_tells()
    {
        var listener = new Listener(_home.Journal);
        var grain = _home.Grain<IMessageGrain>();
        await grain.Subscribe(_home.Grains.CreateObjectReference<IListener>(listener));
        await grain.Tell("news");

        await _home.Journal.Has("heard news");
        Assert.Equal(1, await grain.TellAll("more"));
        Assert.Equal(1, _home.Journal.Count("confirmed more"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task The_object_itself_is_refused() =>
        await Assert.ThrowsAsync<NotSupportedException>(
            () => _home.Grain<IMessageGrain>().Subscribe(new Listener(_home.Journal)));

    [Fact]
    public async Task After_its_deletion_calls_to_a_reference_vanish()
    {
        var (gone, staying) = (new Listener(_home.Journal), new Listener(_home.Journal, "stays "));
        var grain = _home.Grain<IMessageGrain>();
        var reference = _home.Grains.CreateObjectReference<IListener>(gone);
        await grain.Subscribe(reference);
        await grain.Subscribe(_home.Grains.CreateObjectReference<IListener>(staying));
        _home.Grains.DeleteObjectReference<IListener>(reference);
        await grain.Tell("news");

        await _home.Journal.Has("stays heard news");
        Assert.Equal(0, _home.Journal.Count("heard news"));
        GC.KeepAlive(staying);
    }

    [Fact]
    public void What_is_deleted_is_the_reference_and_once()
    {
        var listener = new Listener(_home.Journal);
        var reference = _home.Grains.CreateObjectReference<IListener>(listener);

        Assert.Throws<ArgumentException>(() => _home.Grains.DeleteObjectReference<IListener>(listener));
        _home.Grains.DeleteObjectReference<IListener>(reference);
        Assert.Throws<ArgumentException>(() => _home.Grains.DeleteObjectReference<IListener>(reference));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_observer_whose_object_is_gone_is_passed_over_and_the_others_hear()
    {
        var staying = new Listener(_home.Journal, "stays ");
        var grain = _home.Grain<IMessageGrain>();
        var gone = await SubscribeForgottenAsync(grain);
        await grain.Subscribe(_home.Grains.CreateObjectReference<IListener>(staying));
        for (var collection = 0; gone.IsAlive && collection < 100; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(gone.IsAlive, "Somebody keeps the object.");
        await grain.Tell("news");
        await _home.Journal.Has("stays heard news");
        Assert.Equal(0, _home.Journal.Count("heard news"));
        GC.KeepAlive(staying);
    }

    [Fact]
    public async Task An_observer_that_fails_is_dropped()
    {
        var listener = new Listener(_home.Journal);
        var grain = _home.Grain<IMessageGrain>();
        await grain.Subscribe(_home.Grains.CreateObjectReference<IListener>(listener));

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> SubscribeForgottenAsync(IMessageGrain grain)
    {
        var (reference, forgotten) = Forget();
        await grain.Subscribe(reference);
        return forgotten;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (IListener Reference, WeakReference Object) Forget()
    {
        var listener = new Listener(_home.Journal);
        return (_home.Grains.CreateObjectReference<IListener>(listener), new WeakReference(listener));
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
