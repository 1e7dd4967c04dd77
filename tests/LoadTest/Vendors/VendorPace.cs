namespace Platform.LoadTest.Vendors;

/// <summary>How long a vendor takes for what he does. A demo is watched, so it goes like a fast day; a load test does
/// not wait.</summary>
internal sealed class VendorPace(TimeProvider clock, bool isHuman)
{
    public static readonly TimeSpan PresenceEvery = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1_000);
    private static readonly TimeSpan LookEveryUnderLoad = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks at the phone again.</summary>
    public Task LookAsync(CancellationToken cancellationToken) =>
        Task.Delay(isHuman ? LookEvery : LookEveryUnderLoad, clock, cancellationToken);

    /// <summary>Thinks an offer over.</summary>
    public Task ThinkAsync(Random random, CancellationToken cancellationToken) =>
        WaitAsync(random, 2, 7, cancellationToken);

    /// <summary>Packs, drives or works.</summary>
    public Task WorkAsync(Random random, CancellationToken cancellationToken) =>
        WaitAsync(random, 6, 16, cancellationToken);

    private Task WaitAsync(Random random, int secondsMin, int secondsMax, CancellationToken cancellationToken) =>
        isHuman
            ? Task.Delay(TimeSpan.FromSeconds(secondsMin + (random.NextDouble() * (secondsMax - secondsMin))), clock,
                cancellationToken)
            : Task.CompletedTask;
}
