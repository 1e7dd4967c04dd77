using Platform.Embedded;

namespace Orleans.Runtime;

/// <summary>Names a grain and sends calls to it. The classes that implement grain interfaces are made at run time, one
/// an interface.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly ProxyShape _shape;
    private readonly GrainId _grainId;
    private IRequestTarget? _target;

    internal GrainReference(ProxyShape shape, GrainId grainId)
    {
        _shape = shape;
        _grainId = grainId;
    }

    public GrainId GrainId => _grainId;

    public GrainInterfaceType InterfaceType => _shape.InterfaceType;

    public virtual string InterfaceName => _shape.InterfaceName;

    internal SiloRuntime Silo => _shape.Silo;

    /// <summary>The grain's home as last seen; sending finds another one when that has gone.</summary>
    internal IRequestTarget? Target
    {
        get => _target;
        set => _target = value;
    }

    public override bool Equals(object? obj) => obj is GrainReference other && Equals(other);

    public bool Equals(GrainReference? other) => other is not null && _grainId.Equals(other._grainId);

    public override int GetHashCode() => _grainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    public static bool operator ==(GrainReference? left, GrainReference? right) =>
        left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    internal object As(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Silo.Proxies.Create(interfaceType, _grainId);

    // What the generated classes call, one for each kind of answer.
    internal Task<T> SendTask<T>(ResultRequest<T> request)
    {
        Silo.Send(this, request);
        return request.Answer;
    }

    internal ValueTask<T> SendValueTask<T>(ResultRequest<T> request) => new(SendTask(request));

    internal Task SendTask(VoidRequest request)
    {
        Silo.Send(this, request);
        return request.Answer;
    }

    internal ValueTask SendValueTask(VoidRequest request) => new(SendTask(request));

    internal void SendVoid(VoidRequest request)
    {
        request.IsOneWay = true;
        Silo.Send(this, request);
    }
}
