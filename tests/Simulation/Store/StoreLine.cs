using Npgsql;
using Platform.Embedded;

namespace Platform.Simulation;

/// <summary>The way of one process to the database: what is asked arrives some time later, is done in one moment, and
/// the answer comes some time after that; or the line breaks.</summary>
internal sealed class StoreLine(GrainSimulation simulation, SimulatedProcess process, StoreHealth health)
{
    /// <summary>Asks something that changes nothing.</summary>
    public Task<T> Read<T>(string what, Func<T> work) => Ask(what, work, isWrite: false);

    /// <summary>Asks for a transaction.</summary>
    public Task<T> Write<T>(string what, Func<T> work) => Ask(what, work, isWrite: true);

    private Task<T> Ask<T>(string what, Func<T> work, bool isWrite)
    {
        var answer = new TaskCompletionSource<T>();
        simulation.Post(process, what, Arrive, mayOutlive: isWrite);
        return answer.Task;

        void Arrive()
        {
            if (process.IsDead)
                Do(work);
            else if (health.IsDown || Happens(health.Faults.Before))
                Break("storage failed before");
            else if (isWrite && Happens(health.Faults.Late))
                BreakAndDoLater();
            else
                Return(isWrite && Happens(health.Faults.After));
        }

        void BreakAndDoLater()
        {
            simulation.Post(owner: null, $"late {what}", () => Do(work));
            Break("storage answered late");
        }

        void Return(bool isLost)
        {
            try
            {
                var result = work();
                if (isLost)
                    Break("storage failed after");
                else
                    simulation.Post(process, $"answer {what}", () => answer.SetResult(result));
            }
            catch (Exception refusal) when (refusal is PostgresException or OrleansException)
            {
                simulation.Post(process, $"refusal {what}", () => answer.SetException(refusal));
            }
        }

        void Break(string kind)
        {
            if (!health.IsDown)
                simulation.Journal.Count(kind, what);
            simulation.Post(
                process, $"broken {what}", () => answer.SetException(new NpgsqlException("The line is broken.")));
        }
    }

    private bool Happens(double chance) => chance > 0 && simulation.Dice.NextDouble() < chance;

    // Nobody waits for it any more; that it was refused is as good as that it never came.
    private static void Do<T>(Func<T> work)
    {
        try
        {
            work();
        }
        catch (Exception refusal) when (refusal is PostgresException or OrleansException)
        {
            return;
        }
    }
}

/// <summary>How the database is, for all processes.</summary>
internal sealed class StoreHealth
{
    /// <summary>Nobody reaches it.</summary>
    public bool IsDown { get; set; }

    public StoreFaults Faults { get; set; } = new();
}
