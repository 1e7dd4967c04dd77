using System.Text;

namespace Platform.Calls.Relay;

/// <summary>What the agent is saying: muted for good when the caller speaks over it.</summary>
internal sealed class Utterance(int turnNo, DateTimeOffset at)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private string? _heard;
    private bool _isTaken;
    private volatile bool _isMuted;

    public int TurnNo { get; } = turnNo;

    /// <summary>Nothing more of it may be sent.</summary>
    public bool IsMuted => _isMuted;

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

    /// <summary>The caller spoke over it. True when its turn has gone to the call without knowing that.</summary>
    public bool Interrupt(string heard)
    {
        lock (_lock)
        {
            _isMuted = true;
            _heard ??= heard;
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
