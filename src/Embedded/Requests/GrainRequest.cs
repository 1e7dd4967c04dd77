using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>One call of one method, from the caller to its answer. A class with the method's arguments is made at run
/// time for each method.</summary>
internal abstract class GrainRequest : IInvokable
{
    /// <summary>Neighbours in the one list in which the request stands.</summary>
    public GrainRequest? Next, Previous;

    public RequestList? List { get; set; }

    public GrainReference Reference { get; set; } = null!;

    public IRequestTarget? Receiver { get; set; }

    /// <summary>The activation that called, if a grain did.</summary>
    public IGrainContext? Source { get; set; }

    /// <summary>The caller's <see cref="RequestContext"/>.</summary>
    public Dictionary<string, object>? Context { get; set; }

    public CancellationLink? Cancellation { get; set; }

    /// <summary>In the clock's milliseconds; <see cref="long.MaxValue"/> for a caller who does not wait.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>When it was sent and when it began to run, in the clock's milliseconds.</summary>
    public long SentAt { get; set; }

    /// <summary>Set only while somebody listens to the latency instrument.</summary>
    public long SentTicks { get; set; }

    public long StartedAt { get; set; }

    public int ForwardCount { get; set; }

    public bool IsOneWay { get; set; }

    public abstract MethodShape Shape { get; }

    public virtual bool IsAlwaysInterleave => Shape.IsAlwaysInterleave;

    public virtual bool KeepsActivationAlive => true;

    public virtual bool IsReadOnly => Shape.IsReadOnly;

    /// <summary>A tick belongs to its activation: it is dropped rather than carried to the next one.</summary>
    public virtual bool IsBoundToActivation => false;

    /// <summary>The caller has its answer, or gave up.</summary>
    public abstract bool IsAnswered { get; }

    public bool IsCancellable => GetCancellationToken().CanBeCanceled;

    /// <summary>Makes the promise of an answer. Continuations may run inside only in the simulation.</summary>
    public abstract void Prepare(TaskCreationOptions options);

    /// <summary>Calls the method now and answers the caller when it has ended.</summary>
    public abstract void Run(IRequestTarget receiver, object target);

    /// <summary>Calls the method and answers what it answered, for filters.</summary>
    public abstract ValueTask<Response> InvokeOn(object target);

    public abstract bool Fail(Exception failure);

    public abstract bool Cancel(CancellationToken token);

    /// <summary>The method has ended inside of filters: what they left is the answer.</summary>
    public abstract void Answered(Response response);

    /// <summary>Answers the caller and nothing else.</summary>
    public abstract void AnswerCaller(Response response);

    /// <summary>The answer as filters on the caller's side see it.</summary>
    public abstract ValueTask<Response> AwaitAnswer();

    /// <summary>The same call with a promise of its own, for a network that delivers twice.</summary>
    public GrainRequest Duplicate(TaskCreationOptions promises)
    {
        var copy = (GrainRequest)MemberwiseClone();
        copy.Next = copy.Previous = null;
        copy.List = null;
        copy.Receiver = null;
        copy.Prepare(promises);
        return copy;
    }

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    public virtual CancellationToken GetCancellationToken() => default;

    public virtual void SetCancellationToken(CancellationToken token)
    {
    }

    public object? GetTarget() => (Receiver as Activation)?.GrainInstance;

    ValueTask<Response> IInvokable.Invoke() => InvokeOn(GetTarget()!);

    public string GetMethodName() => Shape.Method.Name;

    public string GetInterfaceName() => Shape.InterfaceName;

    public string GetActivityName() => $"{Shape.InterfaceType.Name}/{Shape.Method.Name}";

    public MethodInfo GetMethod() => Shape.Method;

    public Type GetInterfaceType() => Shape.InterfaceType;

    public TimeSpan? GetDefaultResponseTimeout() => Shape.ResponseTimeout;

    public override string ToString() => $"{Reference?.GrainId}.{Shape.Method.Name}";

    public void Dispose()
    {
    }

    /// <summary>What both kinds of requests do when the method has ended.</summary>
    protected void Finished(Exception? failure)
    {
        Cancellation?.Dispose();
        Receiver!.Completed(this, failure);
    }

    protected static Exception NoSuchArgument(int index) => new ArgumentOutOfRangeException(nameof(index), index, null);
}
