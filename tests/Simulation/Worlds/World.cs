using Microsoft.Extensions.DependencyInjection;
using Platform.Commits;
using Platform.Embedded;
using Platform.Grains;

namespace Platform.Simulation;

/// <summary>Everything of one seed: the database that stays, the process that comes and goes, the clients, and what is
/// checked.</summary>
internal sealed class World
{
    /// <summary>How long it may take, after the faults are over, until all is done that was promised.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LimitMax = TimeSpan.FromHours(2);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private static readonly RowTable[] RowTables =
        [.. new ServiceCollection().AddPlatformGrains().Select(service => service.ImplementationInstance)
            .OfType<RowTable>()];

    private readonly SimulatedReminders _reminders = new();
    private TaskCompletionSource<Node> _node = new();
    private Node? _current;
    private int? _crashIn;

    public World(int seed, bool keepsTrace)
    {
        Seed = seed;
        Simulation = new GrainSimulation(seed, new SimulationFaults(), keepsTrace) { Stepped = Stepped };
        Database = new SimulatedDatabase(RowTables);
        Size = WorldSize.Of(seed, Dice);
        Facts = new Facts(this);
        Database.Committed = Facts.Committed;
    }

    public int Seed { get; }

    public GrainSimulation Simulation { get; }

    public SimulatedDatabase Database { get; }

    public StoreHealth Health { get; } = new();

    /// <summary>Where snapshots lie.</summary>
    public SimulatedFolder Folder { get; } = new();

    public WorldSize Size { get; }

    /// <summary>What was committed and what was promised.</summary>
    public Facts Facts { get; }

    public Cast Cast { get; } = new();

    /// <summary>Who works for both businesses.</summary>
    public IEnumerable<Guid> Vendors => Cast.Vendors.Take(Size.Vendors);

    /// <summary>Faults still come.</summary>
    public bool IsStormy { get; private set; }

    public Random Dice => Simulation.Dice;

    public DateTimeOffset Now => Simulation.Time.GetUtcNow();

    /// <summary>The process that runs, or the next one when none does.</summary>
    public Task<Node> NodeAsync() => _node.Task;

    /// <summary>A pause outside of all processes.</summary>
    public Task Pause(TimeSpan span) => Task.Delay(span, Simulation.Time);

    /// <summary>A pause of up to so many seconds.</summary>
    public Task PauseUpTo(double seconds) => Pause(TimeSpan.FromSeconds(Dice.NextDouble() * seconds));

    /// <summary>The process ends after so many steps, wherever it is then.</summary>
    public void CrashIn(int steps) => _crashIn = steps;

    /// <summary>Runs the seed to its end.</summary>
    /// <exception cref="BrokenPromiseException">A promise was broken.</exception>
    public void Run()
    {
        try
        {
            Simulation.Run(Live, LimitMax);
        }
        finally
        {
            _current?.Dispose();
        }
    }

    private async Task Live()
    {
        Boot();
        await Founding.Found(this);
        IsStormy = true;
        var weather = Weather.Blow(this);
        await Clients.Run(this);
        IsStormy = false;
        await weather;
        Simulation.Faults = new();
        Health.Faults = new();
        await Settle();
        Facts.End();
    }

    private async Task Settle()
    {
        var until = Simulation.Time.Passed + Patience;
        while (await Settled.WhatIsOpen(this) is { } open)
        {
            if (Simulation.Time.Passed > until)
                throw new BrokenPromiseException($"after {Patience.TotalMinutes} quiet minutes: {open}");
            await Pause(Glance);
            await Task.WhenAll(Facts.Dashboards.Where(one => !one.HasHeardAll).Select(one => one.CatchUp()));
        }
    }

    private void Stepped()
    {
        if (_crashIn is not { } left)
            return;
        _crashIn = left - 1;
        if (left > 0)
            return;
        _crashIn = null;
        Crash();
    }

    private void Crash()
    {
        if (_current!.Process.IsDead)
            return;
        Simulation.Journal.Count("crash", $"at turn {Simulation.Turns}");
        _current.Process.Kill();
        _current.Dispose();
        if (_node.Task.IsCompleted)
            _node = new();
        var pause = TimeSpan.FromSeconds(0.1 + (Dice.NextDouble() * 2));
        Simulation.Time.CreateTimer(_ => Boot(), state: null, pause, Timeout.InfiniteTimeSpan);
    }

    private void Boot()
    {
        var node = _current = new Node(Simulation, Database, Folder, Health, _reminders);
        _ = Task.Factory.StartNew(Start, CancellationToken.None, TaskCreationOptions.None, node.Process.Loops);

        async Task Start()
        {
            try
            {
                await node.StartAsync(Cast.Lanes);
                _node.SetResult(node);
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                // A host that cannot start ends, and whoever watches it starts it again.
                Simulation.Journal.Add($"the process does not start: {failure.GetType().Name}");
                Crash();
            }
        }
    }
}
