using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;

namespace Platform.Accounts;

/// <summary>Hashes and checks passwords with the in-box hasher (PBKDF2). A check costs tens of milliseconds of
/// processor time on purpose, so only a few run at once and only so many wait.</summary>
internal sealed class Passwords : IDisposable
{
    private const int WaitingMax = 64;

    private readonly PasswordHasher<object> _hasher = new();
    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = WaitingMax,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // Compared when there is no such person, so that the answer takes as long.
    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new(() => _hasher.HashPassword(this, Guid.NewGuid().ToString()));

    /// <summary>The hash to store.</summary>
    /// <exception cref="TimeoutException">Too many passwords are being checked.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        return await Task.Run(() => _hasher.HashPassword(this, password), cancellationToken);
    }

    /// <summary>Whether the password is right. With no hash it is wrong, after the same time.</summary>
    /// <exception cref="TimeoutException">Too many passwords are being checked.</exception>
    public async Task<PasswordVerificationResult> CheckAsync(
        string? hash, string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        var result = await Task.Run(
            () => _hasher.VerifyHashedPassword(this, hash ?? _nobodys.Value, password), cancellationToken);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    public void Dispose() => _turns.Dispose();

    private async Task<RateLimitLease> TurnAsync(CancellationToken cancellationToken)
    {
        var turn = await _turns.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? turn : throw new TimeoutException("Too many passwords are being checked.");
    }
}
