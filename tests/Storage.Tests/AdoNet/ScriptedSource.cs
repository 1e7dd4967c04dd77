using Npgsql;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>A database that answers, or does not.</summary>
internal sealed class ScriptedSource : ICommitSource
{
    public volatile bool IsGone;

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        IsGone ? Task.FromException(new NpgsqlException("It is gone.")) : Task.CompletedTask;

    public Task<ICommitSession> OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StateRow>> ReadAsync(IReadOnlyList<WantedState> wanted) =>
        throw new NotSupportedException();
}
