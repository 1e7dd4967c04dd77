using System.Collections.Immutable;
using Orleans.Utilities;

namespace Platform.Conformance;

public interface IListener : IGrainObserver
{
    void Heard(string text);

    Task Confirm(string text);
}

public interface IMessageGrain : IGrainWithStringKey
{
    Task<Changeable> KeepAndReturn(Changeable value);

    Task<Changeable> Kept();

    Task<int> IdentityOf(Fixed value);

    Task<int> IdentityOfClosed(Closed value);

    Task<string> TextOf(Fixed value);

    Task<IReadOnlyList<int>> Lend(IMessageGrain to);

    Task<IReadOnlyList<int>> Sequence(IEnumerable<int> values);

    Task<ImmutableArray<string>> Names(Dictionary<string, List<string>> names);

    Task Throw(int code);

    Task ThrowThrough(IMessageGrain other, int code);

    Task ThrowForeign();

    Task<string?> ContextOf(string key);

    Task<string?> PassContext(string key, string changed);

    Task Subscribe(IListener listener);

    Task Tell(string text);

    Task<int> TellAll(string text);

    Task<ILifeGrain> Reference(string key);

    ValueTask<int> Value(int value);

    ValueTask Nothing();
}

/// <summary>An interface that nobody outside of this assembly sees.</summary>
internal interface IHiddenGrain : IGrainWithStringKey
{
    Task<HiddenMessage> Answer(HiddenMessage message);
}

[GenerateSerializer, Immutable, Alias("Tests.Hidden")]
internal sealed record HiddenMessage([property: Id(0)] int Number);

[GrainType("hidden")]
internal sealed class HiddenGrain : Grain, IHiddenGrain
{
    public Task<HiddenMessage> Answer(HiddenMessage message) =>
        Task.FromResult(message with { Number = message.Number + 1 });
}

[GrainType("message")]
internal sealed class MessageGrain(Journal journal) : Grain, IMessageGrain, IIncomingGrainCallFilter
{
    private readonly ObserverManager<IListener> _listeners = new(
        TimeSpan.FromMinutes(5), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    private Changeable _kept = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get("trace") is not null)
            journal.Add($"own filter {context.MethodName}");
        await context.Invoke();
        if (context.Result is 13)
            context.Result = 14;
    }

    public Task<Changeable> KeepAndReturn(Changeable value)
    {
        _kept = value;
        return Task.FromResult(value);
    }

    public Task<Changeable> Kept() => Task.FromResult(_kept);

    public Task<int> IdentityOf(Fixed value) => Task.FromResult(Identity(value));

    public Task<int> IdentityOfClosed(Closed value) => Task.FromResult(Identity(value));

    public Task<string> TextOf(Fixed value) => Task.FromResult(value.Text);

    public async Task<IReadOnlyList<int>> Lend(IMessageGrain to)
    {
        var lent = new Changeable { Numbers = [1] };
        await to.KeepAndReturn(lent);
        lent.Numbers.Add(2);
        return (await to.Kept()).Numbers;
    }

    public Task<IReadOnlyList<int>> Sequence(IEnumerable<int> values) =>
        Task.FromResult<IReadOnlyList<int>>([.. values, values is List<int> ? 1 : 0]);

    public Task<ImmutableArray<string>> Names(Dictionary<string, List<string>> names)
    {
        names["added"] = ["by the grain"];
        return Task.FromResult(names.Keys.ToImmutableArray());
    }

    public Task Throw(int code) =>
        throw new OwnException("own", new InvalidOperationException("inner")) { Code = code };

    public Task ThrowThrough(IMessageGrain other, int code) => other.Throw(code);

    public Task ThrowForeign() => throw new KeyNotFoundException("no such key");

    public Task<string?> ContextOf(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public async Task<string?> PassContext(string key, string changed)
    {
        RequestContext.Set(key, changed);
        return await GrainFactory.GetGrain<IMessageGrain>("other").ContextOf(key);
    }

    public Task Subscribe(IListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    public Task Tell(string text)
    {
        _listeners.Notify(listener => listener.Heard(text));
        return Task.CompletedTask;
    }

    public async Task<int> TellAll(string text)
    {
        await _listeners.Notify(listener => listener.Confirm(text));
        return _listeners.Count;
    }

    public Task<ILifeGrain> Reference(string key) => Task.FromResult(GrainFactory.GetGrain<ILifeGrain>(key));

    public ValueTask<int> Value(int value) => ValueTask.FromResult(value);

    public async ValueTask Nothing() => await Task.Yield();

    private static int Identity(object value) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
}
