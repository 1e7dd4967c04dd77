using System.Collections.Immutable;
using Orleans.Storage;

namespace Platform.Commits;

/// <summary>What one command of a group comes to.</summary>
/// <param name="Next">The model after it, or null when it writes nothing.</param>
/// <param name="Answer">What its caller is told once everything it was decided on is durable.</param>
/// <param name="Events">What happened.</param>
/// <param name="Rows">Child rows.</param>
/// <param name="Receipt">What the command answered.</param>
internal sealed record GroupStep<TModel, TAnswer>(
    TModel? Next, TAnswer Answer, ImmutableArray<PendingEvent> Events = default, ImmutableArray<IRow> Rows = default,
    Receipt? Receipt = null)
    where TModel : class;

/// <summary>Where a command of a group stands.</summary>
/// <param name="Standing">The version of the model it is decided on.</param>
/// <param name="Written">The version that what it writes will have.</param>
internal readonly record struct GroupVersions(long Standing, long Written);

/// <summary>Many callers of one hot grain: commands that come while a commit is under way wait, are then decided one
/// after another, each on what the one before leaves behind, and travel as one row with a receipt each. Nobody is
/// answered, not even refused, before what they were decided on is durable.</summary>
/// <remarks>Lives in a grain whose commands interleave, and runs in its turns.</remarks>
/// <param name="commit">Writes the grain's state.</param>
/// <param name="model">What stands now: the state and what the grain keeps beside it.</param>
/// <param name="stateOf">The state within the model.</param>
internal sealed class CommandGroup<TState, TModel, TAnswer>(
    Commit<TState> commit, TModel model, Func<TModel, TState> stateOf)
    where TState : class
    where TModel : class
{
    /// <summary>Commands of one commit; their rows and events travel in it.</summary>
    public const int TogetherMax = 256;

    private readonly Queue<Waiting> _waiting = new();
    private bool _isRunning;

    /// <summary>What stands, as committed.</summary>
    public TModel Committed { get; private set; } = model;

    /// <summary>Decides a command when its turn has come, and answers when that is durable.</summary>
    /// <param name="command">Who asks.</param>
    /// <param name="decide">Pure: from the model as it will stand by then.</param>
    /// <exception cref="StorageUnavailableException">Nothing of it was written.</exception>
    /// <exception cref="InconsistentStateException">Another activation wrote first. Let it escape.</exception>
    /// <exception cref="DuplicateCommandException">It was executed before; answer from the receipt.</exception>
    /// <exception cref="CommitRefusedException">The database refused this command's own data.</exception>
    public Task<TAnswer> Execute(Command command, Func<TModel, GroupVersions, GroupStep<TModel, TAnswer>> decide)
    {
        var waiting = new Waiting(command, decide);
        _waiting.Enqueue(waiting);
        if (!_isRunning)
            _ = Run();
        return waiting.Answer.Task;
    }

    // Not awaited: each failure goes to the callers it concerns. Whoever waits keeps the activation alive meanwhile.
    private async Task Run()
    {
        _isRunning = true;
        try
        {
            while (_waiting.Count > 0)
            {
                var taken = new List<Waiting>(Math.Min(_waiting.Count, TogetherMax));
                while (taken.Count < TogetherMax && _waiting.TryDequeue(out var next))
                    taken.Add(next);
                if (!await WriteTogether(taken))
                    await WriteEach(taken);
            }
        }
        finally
        {
            _isRunning = false;
        }
    }

    // False when one of several spoiled it for the others: then each goes alone, and only the guilty one fails.
    private async Task<bool> WriteTogether(List<Waiting> taken)
    {
        try
        {
            var written = commit.Version + 1;
            var standing = Committed;
            var steps = new List<GroupStep<TModel, TAnswer>>(taken.Count);
            var parts = new List<CommitPart>(taken.Count);
            foreach (var waiting in taken)
            {
                var versions = new GroupVersions(parts.Count == 0 ? commit.Version : written, written);
                var step = waiting.Decide(standing, versions);
                steps.Add(step);
                if (step.Next is null)
                    continue;
                standing = step.Next;
                parts.Add(new(waiting.Command, step.Events, step.Rows, step.Receipt));
            }

            if (parts.Count > 0)
                await commit.Write(stateOf(standing), parts);
            Committed = standing;
            for (var i = 0; i < taken.Count; i++)
                taken[i].Answer.SetResult(steps[i].Answer);
            return true;
        }
        catch (Exception failure) when (taken.Count == 1
            || failure is not (DuplicateCommandException or CommitRefusedException))
        {
            foreach (var waiting in taken)
                waiting.Answer.TrySetException(failure);
            return true;
        }
        catch (Exception failure) when (failure is DuplicateCommandException or CommitRefusedException)
        {
            return false;
        }
    }

    private async Task WriteEach(List<Waiting> taken)
    {
        foreach (var waiting in taken)
            await WriteTogether([waiting]);
    }

    private sealed class Waiting(Command command, Func<TModel, GroupVersions, GroupStep<TModel, TAnswer>> decide)
    {
        public Command Command { get; } = command;

        public Func<TModel, GroupVersions, GroupStep<TModel, TAnswer>> Decide { get; } = decide;

        public TaskCompletionSource<TAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
