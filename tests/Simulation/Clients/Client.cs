using Orleans.Storage;
using Platform.Commits;

namespace Platform.Simulation;

/// <summary>Somebody outside who asks, and asks again under the same command id until there is an answer: as the API
/// and its clients do.</summary>
internal class Client(World world, string name)
{
    private const int TriesMax = 60;

    protected World World { get; } = world;

    protected Random Dice => World.Dice;

    public string Name { get; } = name;

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="BrokenPromiseException">There never was one, or it was a bug.</exception>
    public async Task<T> Ask<T>(string what, Func<IGrainFactory, Task<T>> ask)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var node = await World.NodeAsync();
            try
            {
                var call = ask(node.Grains);
                await Task.WhenAny(call, node.Process.Died);
                if (call.IsCompleted)
                    return await call;
                World.Simulation.Journal.Add($"{Name} {what}: the line is dead");
            }
            catch (Exception failure) when (MayBeTriedAgain(failure))
            {
                World.Simulation.Journal.Add($"{Name} {what}: {failure.GetType().Name}");
            }
            catch (Exception failure) when (failure is not BrokenPromiseException)
            {
                throw new BrokenPromiseException(
                    $"{Name} {what} is answered with {failure.GetType().Name}: {failure.Message}");
            }

            await World.PauseUpTo(World.IsStormy ? 1 : 3);
        }

        throw new BrokenPromiseException($"{Name} {what} is never answered");
    }

    /// <summary>Asks, and leaves it at that when there is no answer.</summary>
    protected async Task AskOnce<T>(string what, Func<IGrainFactory, Task<T>> ask)
    {
        var node = await World.NodeAsync();
        try
        {
            var call = ask(node.Grains);
            await Task.WhenAny(call, node.Process.Died);
            if (call.IsCompleted)
                await call;
        }
        catch (Exception failure) when (MayBeTriedAgain(failure))
        {
            World.Simulation.Journal.Add($"{Name} {what} and asks no more: {failure.GetType().Name}");
        }
    }

    /// <summary>The same where nothing is answered.</summary>
    public Task Tell(string what, Func<IGrainFactory, Task> tell) => Ask(what, async grains =>
    {
        await tell(grains);
        return true;
    });

    protected Command By(Guid account, Actor actor, string operation, string key) =>
        new(account, actor, operation, $"{Name}/{key}", RequestHash: key);

    // What the API answers with 503 or retries by itself.
    private static bool MayBeTriedAgain(Exception failure) =>
        failure is StorageUnavailableException or TimeoutException or InconsistentStateException
            or SiloUnavailableException or OrleansMessageRejectionException;
}
