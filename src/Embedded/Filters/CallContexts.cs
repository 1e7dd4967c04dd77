using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>A call on its way through filters. Each filter gets it once and passes it on by <see
/// cref="Invoke"/>.</summary>
internal abstract class FilteredCall(GrainRequest request) : IGrainCallContext
{
    private int _step = -1;

    public IInvokable Request => request;

    public abstract object Grain { get; }

    public GrainId? SourceId => request.Source?.GrainId;

    public GrainId TargetId => request.Reference.GrainId;

    public GrainInterfaceType InterfaceType => request.Shape.GrainInterfaceType;

    public string InterfaceName => request.Shape.InterfaceName;

    public string MethodName => request.Shape.Method.Name;

    public MethodInfo InterfaceMethod => request.Shape.Method;

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    protected GrainRequest Call => request;

    public async Task Invoke()
    {
        _step++;
        if (NextFilter(_step) is { } filter)
            await filter;
        else
            Response = await InvokeInner();
    }

    /// <summary>Runs all of it; whatever goes wrong is the answer.</summary>
    protected async Task<Response> RunThrough()
    {
        try
        {
            await Invoke();
            return Response ?? Response.Completed;
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }

    /// <summary>Starts the filter of this step, or answers null when all had their turn.</summary>
    protected abstract Task? NextFilter(int step);

    protected abstract ValueTask<Response> InvokeInner();
}

/// <summary>A call that arrives: the silo's filters, then the grain's own, then the method.</summary>
internal sealed class IncomingCall(GrainRequest request, Activation activation)
    : FilteredCall(request), IIncomingGrainCallContext
{
    private readonly IIncomingGrainCallFilter[] _filters = activation.Silo.Filters.Incoming;

    public override object Grain => activation.GrainInstance!;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => Implementation();

    public async Task RunAsync() => Call.Answered(await RunThrough());

    protected override Task? NextFilter(int step) =>
        step < _filters.Length ? _filters[step].Invoke(this)
        : step == _filters.Length && Grain is IIncomingGrainCallFilter own ? own.Invoke(this)
        : null;

    protected override ValueTask<Response> InvokeInner() => Call.InvokeOn(activation.TargetOf(Call));

    private MethodInfo Implementation()
    {
        if (!Call.Shape.InterfaceType.IsInstanceOfType(Grain))
            return InterfaceMethod;

        var map = Grain.GetType().GetInterfaceMap(Call.Shape.InterfaceType);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
    }
}

/// <summary>A call that leaves: the silo's outgoing filters, then the wire.</summary>
internal sealed class OutgoingCall(GrainRequest request, SiloRuntime silo)
    : FilteredCall(request), IOutgoingGrainCallContext
{
    private readonly IOutgoingGrainCallFilter[] _filters = silo.Filters.Outgoing;
    private readonly GrainRequest _sent = request.IsOneWay ? request : request.Duplicate(silo.Promises);

    public override object Grain => Call.Reference;

    public IGrainContext? SourceContext => Call.Source;

    public async Task RunAsync()
    {
        if (Call.Cancellation is { } link)
            link.Sent = _sent;
        var response = await RunThrough();
        if (!Call.IsOneWay)
            Call.AnswerCaller(response);
        else if (response.Exception is { } failure)
            silo.Log.OneWayFailed(failure, Call.ToString());
    }

    protected override Task? NextFilter(int step) => step < _filters.Length ? _filters[step].Invoke(this) : null;

    protected override async ValueTask<Response> InvokeInner()
    {
        _sent.Context = RequestContext.Snapshot;
        silo.Deliver(_sent);
        return await _sent.AwaitAnswer();
    }
}
