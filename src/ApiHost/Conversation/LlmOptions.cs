namespace Platform.Conversation;

/// <summary>Which language model talks to callers, and how long they wait for it.</summary>
internal sealed class LlmOptions
{
    /// <summary>Where an OpenAI-compatible server answers, for example <c>https://api.openai.com/v1</c>.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The model's name, as the server knows it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Sent as a bearer token; empty for a server that needs none. Never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>How long a turn may take, all questions to the model together. Then <c>Rules</c> answers.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the model may keep silent before its first word. A caller who hears nothing asks whether
    /// anybody is there.</summary>
    public TimeSpan FirstWord { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>After so many failures in a row the model is left alone for a while.</summary>
    public int FailuresMax { get; set; } = 3;

    /// <summary>For how long.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest answer of the model, in its own tokens.</summary>
    public int TokensMax { get; set; } = 300;

    /// <exception cref="InvalidOperationException">A setting is missing or makes no sense; says which one.</exception>
    public void Check(TimeSpan agentPatience)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Conversation__Llm__BaseUrl has to be an http or https address.");
        if (Model.Length == 0)
            throw new InvalidOperationException("Conversation__Llm__Model is missing.");
        if (Deadline <= TimeSpan.Zero || Deadline >= agentPatience || FirstWord <= TimeSpan.Zero)
        {
            throw new InvalidOperationException(
                $"Conversation__Llm__Deadline has to be shorter than Calls__AgentPatience ({agentPatience}).");
        }

        if (FailuresMax < 1 || TokensMax < 1)
            throw new InvalidOperationException("Conversation__Llm__FailuresMax and TokensMax are at least 1.");
    }

    public override string ToString() => $"{Model} at {BaseUrl}"; // Without the key.
}
