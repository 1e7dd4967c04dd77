using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>A request: which method, with which arguments.</summary>
public interface IInvokable : IDisposable
{
    object? GetTarget();

    ValueTask<Response> Invoke();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    string GetActivityName();

    MethodInfo GetMethod();

    Type GetInterfaceType();

    TimeSpan? GetDefaultResponseTimeout() => default;

    CancellationToken GetCancellationToken() => default;

    bool IsCancellable => false;
}

/// <summary>The outcome of a request.</summary>
public abstract class Response : IDisposable
{
    public static Response Completed => CompletedResponse.Instance;

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    public abstract T? GetResult<T>();

    public abstract void Dispose();
}

/// <summary>The request has ended and has no result.</summary>
public sealed class CompletedResponse : Response
{
    public static CompletedResponse Instance { get; } = new();

    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException("A method without a result has none to change.");
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("The request succeeded; answer with Response.FromException.");
    }

    public override T? GetResult<T>()
        where T : default => default;

    public override void Dispose()
    {
    }
}

/// <summary>The request failed.</summary>
public sealed class ExceptionResponse : Response
{
    public override object? Result
    {
        get
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return null;
        }
        set => throw new InvalidOperationException("The request failed; it has no result to change.");
    }

    public override Exception? Exception { get; set; }

    public override T? GetResult<T>()
        where T : default
    {
        ExceptionDispatchInfo.Throw(Exception!);
        return default;
    }

    public override void Dispose()
    {
    }
}

/// <summary>The request's result.</summary>
public sealed class Response<TResult> : Response
{
    public TResult? TypedResult { get; set; }

    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("The request succeeded; answer with Response.FromException.");
    }

    public override T? GetResult<T>()
        where T : default => (T?)Result;

    public override void Dispose()
    {
    }
}
