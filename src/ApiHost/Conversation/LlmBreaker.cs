namespace Platform.Conversation;

/// <summary>Leaves a model alone after repeated failures, then lets one turn try whether it is well again. Of all calls
/// of this process together: a server that is down is down for everybody.</summary>
internal sealed class LlmBreaker(int failuresMax, TimeSpan pause, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _until;
    private bool _isTrying;

    /// <summary>Whether this turn may ask the model. Whoever may has to say what came of it.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < failuresMax)
                return true;
            if (_isTrying || clock.GetUtcNow() < _until)
                return false;
            _isTrying = true;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
            (_failures, _isTrying) = (0, false);
    }

    /// <summary>The turn ended before the model had its chance: it says nothing about it.</summary>
    public void Abandoned()
    {
        lock (_lock)
            _isTrying = false;
    }

    /// <summary>True when this failure was the one that opened the circuit.</summary>
    public bool Failed()
    {
        lock (_lock)
        {
            _isTrying = false;
            _failures++;
            if (_failures < failuresMax)
                return false;
            _until = clock.GetUtcNow() + pause;
            return _failures == failuresMax;
        }
    }
}
