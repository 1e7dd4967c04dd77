using Orleans.Configuration;

namespace Platform.Conformance;

/// <summary>The time in which grains are idle: the machine's. Orleans looks for them by no other clock.</summary>
internal sealed class IdleTime
{
    /// <summary>How long a grain may be idle.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(4);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly TimeSpan _lookedForEvery = Age / 4;

    public void Configure(ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(options =>
    {
        options.CollectionAge = Age;
        options.CollectionQuantum = _lookedForEvery;
    });

    /// <summary>Lets so much time pass.</summary>
    public Task PassAsync(TimeSpan span) => Task.Delay(span, _clock);
}
