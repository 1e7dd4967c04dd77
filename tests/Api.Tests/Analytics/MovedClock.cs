using Microsoft.Extensions.DependencyInjection;
using Platform.Api;

namespace Platform.Analytics;

/// <summary>A clock that begins where it is told, runs on by itself, and can be set ahead.</summary>
public sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Move(TimeSpan span) => _ahead += span;
}

/// <summary>A host in March 2026, where clocks change in New York, London and Auckland within a month.</summary>
public sealed class MarchFixture : ApiFixture
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero);

    public MovedClock Clock { get; } = new(Begin);

    protected override void Replace(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}
