using Platform.Calls.Webhooks;
using Platform.Operations;

namespace Platform.Calls.Twilio;

/// <summary>How long a caller hears nothing before an apology is better. An answer that takes longer than usual makes
/// us ask the database whether it is there at all: nobody waits to the end for one that is not, and after somebody
/// who waited in vain nobody waits for long.</summary>
internal sealed class CallerPatience(IStorageHealth storage, CallsOptions options, TimeProvider clock)
{
    private static readonly TimeSpan UnwellFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskingPatience = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private Task<bool>? _asking; // One for all who doubt at the same time.
    private long _unwellUntil; // UTC ticks; many requests read and write it.

    /// <summary>The answer, if it comes in time.</summary>
    /// <param name="answer">What the caller waits for.</param>
    /// <param name="since">When the caller began to wait.</param>
    /// <exception cref="TimeoutException">It does not, and may still come.</exception>
    public async Task<T> WaitAsync<T>(Task<T> answer, DateTimeOffset since)
    {
        try
        {
            var isUnwell = clock.GetUtcNow().UtcTicks < Volatile.Read(ref _unwellUntil);
            if (!isUnwell && !await IsQuickAsync(answer, since) && !await IsThereAsync() && !answer.IsCompleted)
                throw new TimeoutException("The database does not answer.");
            var patience = isUnwell ? options.OutageVoicePatience : options.VoicePatience;
            var found = await answer.WaitAsync(Left(patience, since), clock);
            Volatile.Write(ref _unwellUntil, 0);
            return found;
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            Volatile.Write(ref _unwellUntil, (clock.GetUtcNow() + UnwellFor).UtcTicks);
            throw;
        }
    }

    private async Task<bool> IsQuickAsync(Task answer, DateTimeOffset since)
    {
        using var answered = new CancellationTokenSource();
        var doubt = Task.Delay(Left(options.DoubtAfter, since), clock, answered.Token);
        await Task.WhenAny(answer, doubt);
        await answered.CancelAsync();
        return answer.IsCompleted;
    }

    private Task<bool> IsThereAsync()
    {
        lock (_lock)
        {
            if (_asking is null or { IsCompleted: true })
                _asking = AskAsync();
            return _asking;
        }
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            // Not cancelled: that would be one more question to a database that may say nothing.
            return (await storage.CheckAsync(CancellationToken.None).WaitAsync(AskingPatience, clock)).IsReachable;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private TimeSpan Left(TimeSpan patience, DateTimeOffset since)
    {
        var left = since + patience - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
