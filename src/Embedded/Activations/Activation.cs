using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>One activation of a grain: its object, its queue, and the rules of its turns.</summary>
internal sealed partial class Activation : IGrainContext, IRequestTarget
{
    private readonly Lock _gate = new();
    private readonly SiloRuntime _silo;
    private readonly GrainClass _class;
    private GrainReference? _reference;
    private Lifecycle? _lifecycle;
    private object? _instance;
    private TaskCompletionSource? _deactivated;

    public Activation(SiloRuntime silo, GrainClass grainClass, GrainId grainId, StatelessWorkers? workers = null)
    {
        _silo = silo;
        _class = grainClass;
        _workers = workers;
        GrainId = grainId;
        _turns = new TurnScheduler(this);
        _lastActive = silo.Clock.ManagedNow;
    }

    public GrainId GrainId { get; }

    public GrainClass Class => _class;

    public SiloRuntime Silo => _silo;

    public GrainReference GrainReference =>
        _reference ??= _silo.Proxies.Create(_class.Interfaces[0], GrainId);

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? _silo.Services;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new Lifecycle();

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                if (_phase is Phase.Ended)
                    return Task.CompletedTask;
                return (_deactivated ??= new TaskCompletionSource(_silo.Promises)).Task;
            }
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{GrainId} ({_phase})";
}
