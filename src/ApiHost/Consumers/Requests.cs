using Platform.Http;

namespace Platform.Consumers;

/// <summary>Why a dead letter is tried again or given up; kept with the decision.</summary>
public sealed record DeadLetterDecision(string Reason) : IChecked
{
    private const int ReasonLengthMax = 500;

    /// <inheritdoc/>
    public void Check(FieldErrors errors) => errors.Text("/reason", Reason, ReasonLengthMax);
}
