using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Operations;

/// <summary>Notices within two seconds that the server says nothing, and lets the pool of threads grow at once for as
/// long. Npgsql asks the server to give up what has timed out, over a connection of its own and in a thread that waits
/// for it; no setting turns that off. With as few threads as cores, all else in the process would stand still with
/// them.</summary>
internal sealed partial class HangWatch(PlatformDatabase database, TimeProvider clock, ILogger<HangWatch> logger)
    : BackgroundService
{
    /// <summary>More than there are connections that may wait.</summary>
    public const int ThreadsMin = 128;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private Task<bool>? _asking;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ThreadPool.GetMinThreads(out var few, out var ports);
        using var timer = new PeriodicTimer(Beat, clock);
        var isHung = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var answers = await AnswersAsync();
            if (answers == isHung)
            {
                isHung = !answers;
                ThreadPool.SetMinThreads(isHung ? Math.Max(few, ThreadsMin) : few, ports);
                if (isHung)
                    LogHung();
                else
                    LogBack();
            }
        }
    }

    // One question at a time: behind a server that hangs it ends by itself.
    private async Task<bool> AnswersAsync()
    {
        _asking ??= AskAsync();
        try
        {
            var answers = await _asking.WaitAsync(Patience, clock);
            _asking = null;
            return answers;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // That nobody listens, and whatever else goes wrong, is an answer; nothing of it may end the process.
    private async Task<bool> AskAsync()
    {
        try
        {
            await using var command = database.Owner.CreateCommand("select 1");
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (Exception failure)
        {
            return failure.InnerException is not TimeoutException;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database says nothing")]
    private partial void LogHung();

    [LoggerMessage(Level = LogLevel.Information, Message = "The database speaks again")]
    private partial void LogBack();
}
