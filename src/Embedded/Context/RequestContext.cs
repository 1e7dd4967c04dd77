using Platform.Embedded;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call to the callee, never back. Copied on write.</summary>
public static class RequestContext
{
    private const string CallChainKey = "#CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The call chain that may enter a grain again; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => ReentrancyIdOf(Values.Value);
        set
        {
            if (value == Guid.Empty)
                Remove(CallChainKey);
            else
                Set(CallChainKey, value);
        }
    }

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    // What is handed to the callee. Nobody changes a dictionary once it is set.
    internal static Dictionary<string, object>? Snapshot
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    public static object? Get(string key) =>
        Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) =>
        Values.Value = new Dictionary<string, object>(Values.Value ?? []) { [key] = value };

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
            return false;

        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear()
    {
        if (Values.Value is not null)
            Values.Value = null;
    }

    /// <summary>Until disposed, calls made from here may come back into the calling grain while it waits.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made from here may not come back into the calling grain while it waits.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyIdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(CallChainKey, out var id) && id is Guid guid ? guid : Guid.Empty;

    /// <summary>Restores what was allowed before.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (newReentrancyId != originalReentrancyId)
                ReentrancyId = newReentrancyId;
            if (newReentrancyId != Guid.Empty)
                (RuntimeContext.Current as Activation)?.EnterReentrantSection(newReentrancyId);
        }

        public void Dispose()
        {
            if (_current != Guid.Empty)
                (RuntimeContext.Current as Activation)?.ExitReentrantSection(_current);
            if (_current != _original)
                ReentrancyId = _original;
        }
    }
}
