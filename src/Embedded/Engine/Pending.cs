using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

// The engine behind the surface follows; these types let the other rooms compile against it.
internal interface IRequestTarget;

internal sealed record ProxyShape(SiloRuntime Silo, GrainInterfaceType InterfaceType, string InterfaceName);

internal abstract class VoidRequest
{
    public bool IsOneWay { get; set; }

    public Task Answer => throw new NotSupportedException(GetType().Name);
}

internal abstract class ResultRequest<T>
{
    public Task<T> Answer => throw new NotSupportedException(GetType().Name);
}

internal abstract class Proxies
{
    public abstract object Create(Type type, GrainId id);
}

internal abstract class SiloRuntime
{
    public abstract Proxies Proxies { get; }

    public abstract void Send(GrainReference reference, object request);
}

internal abstract class Activation : IGrainContext
{
    public abstract GrainReference GrainReference { get; }

    public abstract GrainId GrainId { get; }

    public abstract object? GrainInstance { get; }

    public abstract IServiceProvider ActivationServices { get; }

    public abstract IGrainLifecycle ObservableLifecycle { get; }

    public abstract Task Deactivated { get; }

    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken);

    public abstract bool Equals(IGrainContext? other);

    public abstract void EnterReentrantSection(Guid id);

    public abstract void ExitReentrantSection(Guid id);

    public abstract void DelayDeactivation(TimeSpan span);
}

internal abstract class GrainTimerBase : IGrainTimer
{
    public abstract void Change(TimeSpan dueTime, TimeSpan period);

    public abstract void Dispose();
}

internal sealed class GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    : GrainTimerBase
{
    public override void Change(TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException($"{activation} {callback} {options}");

    public override void Dispose()
    {
    }
}
