using System.ComponentModel.DataAnnotations;

namespace Platform.Consumers;

/// <summary>Why a dead letter is tried again or given up; kept with the decision.</summary>
public sealed record DeadLetterDecision([property: Required, StringLength(500, MinimumLength = 1)] string Reason);
