using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The silo: sends requests, and holds what its parts share.</summary>
internal sealed class SiloRuntime
{
    private readonly IMessageBus _bus;
    private volatile SiloState _state;

    public SiloRuntime(IServiceProvider services)
    {
        Services = services;
        Messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Classes = services.GetService<GrainClasses>() ?? new GrainClasses(
            services.GetService<GrainTypeSource>()?.Types ?? GrainClasses.Discover(), Collection);
        Turns = services.GetRequiredService<ITurnOrder>();
        _bus = services.GetRequiredService<IMessageBus>();
        Promises = Turns.ContinuesInline
            ? TaskCreationOptions.None
            : TaskCreationOptions.RunContinuationsAsynchronously;
        Clock = new SiloClock(services);
        Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Orleans.Runtime.Silo");
        Filters = new CallFilters(services);
        Directory = new ActivationDirectory(this);
        Proxies = new ProxyCatalogue(this);
        Metrics = new SiloMetrics(services, Directory);
        Observers = new ObserverTargets(this);
        Lost = new LostRequests(this);
    }

    public IServiceProvider Services { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public GrainClasses Classes { get; }

    public ITurnOrder Turns { get; }

    public TaskCreationOptions Promises { get; }

    public SiloClock Clock { get; }

    public ILogger Log { get; }

    public CallFilters Filters { get; }

    public ActivationDirectory Directory { get; }

    public ProxyCatalogue Proxies { get; }

    public SiloMetrics Metrics { get; }

    public ObserverTargets Observers { get; }

    public LostRequests Lost { get; }

    public SiloState State
    {
        get => _state;
        set => _state = value;
    }

    public void Send(GrainReference reference, GrainRequest request)
    {
        request.Reference = reference;
        request.Source = RuntimeContext.Current;
        request.Context = RequestContext.Snapshot;
        request.SentAt = Clock.Now;
        request.Prepare(Promises);
        Metrics.RequestSent(request);
        if (!request.IsOneWay)
            request.Deadline = Clock.After(request.Shape.ResponseTimeout ?? Messaging.ResponseTimeout);
        var token = request.GetCancellationToken();
        if (token.CanBeCanceled && !Link(request, token))
            return;

        if (Filters.HasOutgoing)
            _ = new OutgoingCall(request, this).RunAsync();
        else
            Deliver(request);
    }

    /// <summary>Hands the request to the bus. A caller gets what goes wrong as its answer.</summary>
    public void Deliver(GrainRequest request) => _bus.Deliver(this, request);

    /// <summary>Finds the target, making it when it does not exist.</summary>
    public void Route(GrainRequest request)
    {
        try
        {
            var reference = request.Reference;
            if (reference.Target is { } known && known.TryEnqueue(request))
                return;
            if (!MayReach(reference.GrainId))
            {
                request.Fail(new SiloUnavailableException($"The silo is {_state}; {request} was not delivered."));
                return;
            }

            IRequestTarget target;
            do
            {
                target = Directory.Locate(reference.GrainId);
            }
            while (!target.TryEnqueue(request));

            reference.Target = target;
        }
        catch (ArgumentException unknownType)
        {
            request.Fail(unknownType);
        }
    }

    public TimeoutException TimeoutOf(GrainRequest request) => new(
        $"Response did not arrive on time in {request.Shape.ResponseTimeout ?? Messaging.ResponseTimeout} for "
        + $"{request}. The request may still run, and what it did is unknown.");

    // While the silo stops, what lives may still be called; nothing new comes to life.
    private bool MayReach(GrainId id) => _state is SiloState.Running or SiloState.Starting
        || (_state is SiloState.Stopping && Directory.Find(id) is not null);

    private bool Link(GrainRequest request, CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            request.Cancel(token);
            return false;
        }

        var link = new CancellationLink(request, Messaging.WaitForCancellationAcknowledgement);
        request.Cancellation = link;
        request.SetCancellationToken(link.Token);
        link.Follow(token);
        return true;
    }
}

/// <summary>Where the silo stands in its life.</summary>
internal enum SiloState
{
    Created,
    Starting,
    Running,
    Stopping,
    Stopped,
}

/// <summary>Names the grain classes instead of looking through the process's assemblies.</summary>
internal sealed record GrainTypeSource(IReadOnlyList<Type> Types);
