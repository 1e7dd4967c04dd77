using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>Runs around every call that a grain of this silo receives, timer and reminder ticks included.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Runs around every call that is made in this silo.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An <see cref="IIncomingGrainCallFilter"/> as a delegate.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An <see cref="IOutgoingGrainCallFilter"/> as a delegate.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);

/// <summary>One call on its way.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    /// <summary>The grain object for an incoming call, its reference for an outgoing one.</summary>
    object Grain { get; }

    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    GrainInterfaceType InterfaceType { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>The answer; null before <see cref="Invoke"/> and for methods without one.</summary>
    object? Result { get; set; }

    Response? Response { get; set; }

    /// <summary>Goes on to the next filter, in the end to the method.</summary>
    Task Invoke();
}

/// <summary>A call that arrives at a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext TargetContext { get; }

    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call that leaves.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    IGrainContext? SourceContext { get; }
}
