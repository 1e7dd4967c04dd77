using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Platform.Testing;

namespace Platform.Conformance;

/// <summary>The time in which grains are idle: a clock that moves when told.</summary>
internal sealed class IdleTime
{
    /// <summary>How long a grain may be idle.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly ManualClock _clock = new();

    public void Configure(ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, _clock);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, _clock);
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = Age);
    }

    /// <summary>Lets so much time pass, and what rings arm its next timer. One that has died never does.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var armed = _clock.Armed;
        _clock.Advance(span);
        await Task.WhenAny(_clock.HasArmed(armed), Task.Delay(Settled));
    }
}
