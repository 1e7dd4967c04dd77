namespace Platform.Conformance;

public interface IStateGrain : IGrainWithStringKey
{
    Task<string> Describe();

    Task Set(int value);

    Task SetThrice();

    Task<string> SetAndCatch(int value);

    Task<string> ReadAfterWrite(int value);

    Task<string> Outside();

    Task<bool> Through(IStateGrain other, int value);
}

[GrainType("state")]
internal sealed class StateGrain(
    [PersistentState("counter", "memory")] IPersistentState<CounterState> counter,
    [PersistentState("positional", "memory")] IPersistentState<PositionalState> positional,
    Journal journal) : Grain, IStateGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add($"activated with {counter.State.Value}");
        return Task.CompletedTask;
    }

    public Task<string> Describe() => Task.FromResult(
        $"{counter.State.Value} {counter.RecordExists} {counter.Etag} {positional.State.Numbers is null}");

    public Task Set(int value)
    {
        counter.State.Value = value;
        return counter.WriteStateAsync();
    }

    public async Task SetThrice()
    {
        List<Task> writes = [];
        foreach (var value in new[] { 1, 2, 3 })
        {
            counter.State.Value = value;
            writes.Add(counter.WriteStateAsync());
        }

        await Task.WhenAll(writes);
    }

    public async Task<string> SetAndCatch(int value)
    {
        try
        {
            await Set(value);
            return "written";
        }
        catch (OrleansException failure)
        {
            return failure.GetType().Name;
        }
    }

    public async Task<string> ReadAfterWrite(int value)
    {
        counter.State.Value = value;
        await Task.WhenAll(counter.WriteStateAsync(), counter.ReadStateAsync());
        return await Describe();
    }

    public async Task<string> Outside() => await Task.Run(() =>
    {
        try
        {
            return counter.State.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException)
        {
            return "refused";
        }
    });

    public async Task<bool> Through(IStateGrain other, int value)
    {
        await other.Set(value);
        return true;
    }
}

public interface IHomelessGrain : IGrainWithStringKey
{
    Task Call();
}

[GrainType("homeless")]
internal sealed class HomelessGrain([PersistentState("s", "nowhere")] IPersistentState<CounterState> state)
    : Grain, IHomelessGrain
{
    public Task Call() => state.ReadStateAsync();
}
