namespace Platform.Conversation;

/// <summary>Chooses who talks to callers: <c>Rules</c>, which needs nothing, or a language model.</summary>
internal static class ConversationModule
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>Adds the agent that <c>Conversation__Agent</c> names.</summary>
    /// <exception cref="InvalidOperationException">No such agent, or its settings are wrong.</exception>
    public static void AddConversation(
        this IServiceCollection services, IConfiguration configuration, TimeSpan agentPatience)
    {
        var name = configuration["Conversation:Agent"] ?? AgentNames.Rules;
        if (string.Equals(name, AgentNames.Rules, StringComparison.OrdinalIgnoreCase))
            return; // The grains' own module has added it.
        if (!string.Equals(name, AgentNames.Llm, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Conversation__Agent is {AgentNames.Rules} or {AgentNames.Llm}.");

        var options = new LlmOptions();
        configuration.GetSection("Conversation:Llm").Bind(options);
        options.Check(agentPatience);
        services.AddSingleton(options);
        services.AddSingleton(provider => new LlmBreaker(
            options.FailuresMax, options.Pause, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new ChatClient(
            new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLife })
            {
                Timeout = Timeout.InfiniteTimeSpan, // Each turn has a deadline of its own.
            },
            options));
        services.AddSingleton<IConversationAgent, LlmAgent>();
    }
}
