namespace Platform.LoadTest.Callers;

/// <summary>How fast people speak and listen. A demo is watched, so it goes at a human pace; a load test does not
/// wait.</summary>
/// <param name="clock">Where time comes from.</param>
/// <param name="perCharacter">How long a character takes to say; zero for no waiting.</param>
internal sealed class Pace(TimeProvider clock, TimeSpan perCharacter)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(6);

    /// <summary>Waits while the agent's words are played.</summary>
    public Task ListenAsync(string words, CancellationToken cancellationToken) =>
        WaitAsync(words.Length * perCharacter, cancellationToken);

    /// <summary>Waits while the caller speaks.</summary>
    public Task SpeakAsync(string words, CancellationToken cancellationToken) =>
        WaitAsync(words.Length * perCharacter, cancellationToken);

    private Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        perCharacter == TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(wait < LongestPause ? wait : LongestPause, clock, cancellationToken);
}
