namespace Platform.Calls;

/// <summary>How far a call has come on its way through the telephone network. The numbers are stored: never reuse
/// one.</summary>
public enum CallStatus
{
    Queued = 1,
    Initiated = 2,
    Ringing = 3,
    InProgress = 4,
    Completed = 5,
    Busy = 6,
    NoAnswer = 7,
    Failed = 8,
    Cancelled = 9,
}

/// <summary>Who called whom.</summary>
public enum CallDirection
{
    Inbound = 1,
    Outbound = 2,
}

/// <summary>What a call was good for, decided when it has ended.</summary>
public enum CallOutcome
{
    None = 1,
    Booked = 2,
    OrderPlaced = 3,
    Inquiry = 4,
    CallbackRequested = 5,
    Transferred = 6,
    VoicemailLeft = 7,
    OptedOut = 8,
    WrongNumber = 9,
    Spam = 10,
    Missed = 11,
    Abandoned = 12,
}

/// <summary>Why a call ended.</summary>
public enum CallEndReason
{
    UserHangup = 1,
    AgentHangup = 2,
    Transferred = 3,
    Voicemail = 4,
    Ivr = 5,
    Inactivity = 6,
    MaxDuration = 7,
    DialFailed = 8,
    InvalidDestination = 9,
    PermissionDenied = 10,
    ProviderError = 11,
    RelayError = 12,
    OptedOut = 13,
    ScamBlock = 14,
}

/// <summary>Who spoke.</summary>
public enum Speaker
{
    Caller = 1,
    Agent = 2,
}
