using Platform.Commits;

namespace Platform.Calls;

/// <summary>The words of calls as they are stored and sent.</summary>
public static class CallWords
{
    public static string Of(CallStatus status) => status switch
    {
        CallStatus.Queued => "queued",
        CallStatus.Initiated => "initiated",
        CallStatus.Ringing => "ringing",
        CallStatus.InProgress => "in_progress",
        CallStatus.Completed => "completed",
        CallStatus.Busy => "busy",
        CallStatus.NoAnswer => "no_answer",
        CallStatus.Failed => "failed",
        CallStatus.Cancelled => "cancelled",
    };

    public static string Of(CallDirection direction) => direction switch
    {
        CallDirection.Inbound => "inbound",
        CallDirection.Outbound => "outbound",
    };

    public static string Of(CallOutcome outcome) => outcome switch
    {
        CallOutcome.None => "none",
        CallOutcome.Booked => "booked",
        CallOutcome.OrderPlaced => "order_placed",
        CallOutcome.Inquiry => "inquiry",
        CallOutcome.CallbackRequested => "callback_requested",
        CallOutcome.Transferred => "transferred",
        CallOutcome.VoicemailLeft => "voicemail_left",
        CallOutcome.OptedOut => "opted_out",
        CallOutcome.WrongNumber => "wrong_number",
        CallOutcome.Spam => "spam",
        CallOutcome.Missed => "missed",
        CallOutcome.Abandoned => "abandoned",
    };

    public static string Of(CallEndReason reason) => reason switch
    {
        CallEndReason.UserHangup => "user_hangup",
        CallEndReason.AgentHangup => "agent_hangup",
        CallEndReason.Transferred => "transferred",
        CallEndReason.Voicemail => "voicemail",
        CallEndReason.Ivr => "ivr",
        CallEndReason.Inactivity => "inactivity",
        CallEndReason.MaxDuration => "max_duration",
        CallEndReason.DialFailed => "dial_failed",
        CallEndReason.InvalidDestination => "invalid_destination",
        CallEndReason.PermissionDenied => "permission_denied",
        CallEndReason.ProviderError => "provider_error",
        CallEndReason.RelayError => "relay_error",
        CallEndReason.OptedOut => "opted_out",
        CallEndReason.ScamBlock => "scam_block",
    };

    public static string Of(Speaker speaker) => speaker switch
    {
        Speaker.Caller => "caller",
        Speaker.Agent => "agent",
    };

    public static string Of(WebhookVerdict verdict) => verdict switch
    {
        WebhookVerdict.Verified => "verified",
        WebhookVerdict.SignatureMissing => "signature_missing",
        WebhookVerdict.SignatureWrong => "signature_wrong",
        WebhookVerdict.CredentialsMissing => "credentials_missing",
        WebhookVerdict.TooOld => "too_old",
        WebhookVerdict.Malformed => "malformed",
        WebhookVerdict.UnknownNumber => "unknown_number",
    };

    public static string Of(TaskReason reason) => reason switch
    {
        TaskReason.Asked => "asked",
        TaskReason.NotUnderstood => "not_understood",
        TaskReason.Question => "question",
        TaskReason.OrderTrouble => "order_trouble",
        TaskReason.Abandoned => "abandoned",
        TaskReason.TurnedAway => "turned_away",
    };

    public static string Of(TaskState status) => status switch
    {
        TaskState.Open => "open",
        TaskState.Done => "done",
        TaskState.Dismissed => "dismissed",
    };

    /// <summary>Reads a word in any case with hyphens for underscores; <c>answered</c> is <c>in_progress</c> and
    /// <c>canceled</c> is <c>cancelled</c>. Null when it is none.</summary>
    public static T? Read<T>(string word, Func<T, string> of)
        where T : struct, Enum
    {
        var folded = word.Trim().ToLowerInvariant().Replace('-', '_');
        folded = folded switch { "answered" => "in_progress", "canceled" => "cancelled", _ => folded };
        return KeptWords.Find(folded, of);
    }
}
