using System.Text;

namespace Platform.Calls.Relay;

/// <summary>What the agent is saying: muted for good when the caller speaks over it or has hung up.</summary>
internal sealed class Utterance(int turnNo, DateTimeOffset at)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private CancellationTokenSource? _thinking;
    private string? _heard;
    private bool _isTaken;
    private volatile bool _isMuted;

    public int TurnNo { get; } = turnNo;

    /// <summary>Nothing more of it may be sent.</summary>
    public bool IsMuted => _isMuted;

    /// <summary>The caller spoke over it.</summary>
    public bool IsInterrupted
    {
        get
        {
            lock (_lock)
                return _heard is not null;
        }
    }

    /// <summary>Whether its turn has gone to the call already.</summary>
    public bool IsKept { get; init; }

    public void Add(string token)
    {
        lock (_lock)
        {
            if (_text.Length + token.Length <= CallTurn.TextLengthMax)
                _text.Append(token);
        }
    }

    public void Mute() => _isMuted = true;

    /// <summary>What is cancelled when the caller speaks over it, since what is still being thought of is not wanted;
    /// null once it is thought.</summary>
    public void ThinkWith(CancellationTokenSource? thinking)
    {
        lock (_lock)
        {
            _thinking = thinking;
            if (_heard is not null)
                _ = thinking?.CancelAsync();
        }
    }

    /// <summary>The caller spoke over it. True when its turn has gone to the call without knowing that.</summary>
    public bool Interrupt(string heard)
    {
        lock (_lock)
        {
            _isMuted = true;
            _heard ??= heard;
            _ = _thinking?.CancelAsync();
            return IsKept || _isTaken;
        }
    }

    /// <summary>The turn as it goes to the call.</summary>
    public CallTurn Keep()
    {
        lock (_lock)
        {
            _isTaken = true;
            return new CallTurn(TurnNo, Speaker.Agent, _text.ToString(), at, _heard is not null, _heard);
        }
    }
}
