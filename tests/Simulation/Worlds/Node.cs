using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Platform.Analytics;
using Platform.Backups;
using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Customers;
using Platform.Dispatch;
using Platform.DueWork;
using Platform.Embedded;
using Platform.Grains;
using Platform.Invoices;
using Platform.Live;
using Platform.Orders;
using Platform.Schedules;
using Platform.Shops;
using Platform.Stock;
using Platform.Storage;

namespace Platform.Simulation;

/// <summary>One life of the platform's process: the real grains, consumers, due work, live feed and commits, on the
/// simulated scheduler, clock and database.</summary>
internal sealed class Node : IDisposable
{
    // Compiled once: every life of every seed has the same classes.
    private static readonly GrainClasses Classes =
        new(typeof(OrderGrain).Assembly.GetTypes(), new GrainCollectionOptions());

    private static readonly OfflineGeocoder Geocoder = new();

    private static readonly TimeSpan WatchBeat = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services;

    public Node(
        GrainSimulation simulation, SimulatedDatabase database, SimulatedFolder folder, StoreHealth health,
        IReminderTable reminders)
    {
        Process = simulation.NewProcess();
        Line = new StoreLine(simulation, Process, health);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new JournalLoggers(simulation.Journal));
        Process.AddTo(services);
        SiloServices.Add(services);
        services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        services.AddSingleton(Classes);
        services.AddReminders();
        services.AddSingleton(reminders);
        AddStorage(services, simulation, database);
        AddSnapshots(services, new(database, folder, Line, Process, simulation.Dice));
        services.AddSingleton(Hurried);
        services.AddPlatformGrains();
        services.AddSingleton<IGeocoder>(Geocoder);
        _services = services.BuildServiceProvider();
        Grains = _services.GetRequiredService<IGrainFactory>();
    }

    public SimulatedProcess Process { get; }

    public StoreLine Line { get; }

    public IGrainFactory Grains { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts what a host starts; the lanes that have something to do instead of all of them.</summary>
    public async Task StartAsync(IEnumerable<int> lanes)
    {
        foreach (var hosted in _services.GetServices<IHostedService>().Where(one => one is SiloHost or FlushFanout))
            await hosted.StartAsync(CancellationToken.None);
        await Grains.GetGrain<IDueWorkPumpGrain>(IDueWorkPumpGrain.Key).Start();
        await Grains.GetGrain<IJobPlannerGrain>(IJobPlannerGrain.Key).Start();
        var watched = lanes.ToList();
        await WakeLanes(watched);
        _ = Task.Factory.StartNew(
            () => Watch(watched), CancellationToken.None, TaskCreationOptions.None, Process.Loops);
    }

    // Nobody answers when a lane is woken, so nobody knows when that is lost: hosts ask again and again.
    private async Task Watch(IReadOnlyList<int> lanes)
    {
        while (!Process.IsDead)
        {
            await Task.Delay(WatchBeat, Process.Time);
            await WakeLanes(lanes);
        }
    }

    private async Task WakeLanes(IReadOnlyList<int> lanes)
    {
        foreach (var lane in lanes)
        {
            foreach (var consumer in _services.GetServices<IConsumer>())
                await Grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of(consumer.Name, lane)).Wake(position: 0);
        }
    }

    // A dead process takes nothing down in order: only what would be held for ever elsewhere is given back.
    public void Dispose()
    {
        _services.GetRequiredService<IMeterFactory>().Dispose();
        _services.GetRequiredService<ConsumerMeter>().Dispose();
    }

    // Waves of seconds instead of minutes: a seed is to see many.
    private static DispatchOptions Hurried => new()
    {
        WaveSize = 2,
        WaveTimeout = TimeSpan.FromSeconds(6),
        RetryPause = TimeSpan.FromSeconds(4),
        JobTime = TimeSpan.FromHours(1),

        // The clock jumps by days here, and nobody is to give an order up for that.
        StaleAfter = TimeSpan.FromDays(1_000),
        GiveUpAfter = TimeSpan.FromDays(1_000),
    };

    // Kept for a day, so that a seed sees some go.
    private static void AddSnapshots(IServiceCollection services, SimulatedSnapshots snapshots)
    {
        services.AddSingleton(new SnapshotOptions { KeepDays = 1, KeepWeeks = 0 });
        services.AddSingleton<ISnapshotStore>(snapshots);
        services.AddSingleton<ISnapshotReader>(snapshots);
    }

    private void AddStorage(IServiceCollection services, GrainSimulation simulation, SimulatedDatabase database)
    {
        services.AddSingleton(new StorageOptions());
        services.AddSingleton(new BackgroundLoops(Process.Loops, simulation.Dice, TaskCreationOptions.None));
        services.AddSingleton<ICommitSource>(new SimulatedSource(database, Line));
        CommitsModule.AddQueue(services);
        services.AddSingleton<ILaneStore>(new SimulatedLanes(database, Line));
        services.AddSingleton<IConsumer, OrderCounters>();
        var readers = new SimulatedReaders(database, Line);
        services.AddSingleton<IReceipts>(readers);
        services.AddSingleton<IEventLog>(readers);
        services.AddSingleton<IFeedLog>(readers);
        services.AddSingleton<IDueWork>(readers);
        services.AddSingleton<IOrderRows>(readers);
        services.AddSingleton<IOrderNumbers>(readers);
        services.AddSingleton<ICandidateReader>(readers);
        services.AddSingleton<ICallRows>(readers);
        services.AddSingleton<IInvoiceNames>(readers);
        services.AddSingleton<ICustomerTraces>(readers);
        services.AddSingleton<IOldTranscripts>(readers);
        services.AddSingleton<IUpkeep>(readers);
        var jobs = new SimulatedJobs(database, Line);
        services.AddSingleton<IJobPlans>(jobs);
        services.AddSingleton<IJobReader>(jobs);
        services.AddSingleton<ISalesCounts>(jobs);
        services.AddSingleton<IStockCounts>(jobs);
        services.AddSingleton<IStockRows>(new SimulatedStock(database, Line));
    }
}
