using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>The host, whose agent knows the shops of the dialogues and stands on their day; all else is real.</summary>
public sealed class SampleFixture : ApiFixture
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RateLimits:Enabled"] = "false",
    };

    protected override void Replace(IServiceCollection services) =>
        services.AddSingleton<IConversationAgent>(provider =>
            new SampleAgent(provider.GetRequiredKeyedService<IConversationAgent>(AgentNames.Rules)));

    private sealed class SampleAgent(IConversationAgent agent) : IConversationAgent
    {
        public ConversationState Open(ShopContext shop) => agent.Open(Sample(shop));

        public IAsyncEnumerable<AgentStep> RespondAsync(
            ConversationState state, Heard heard, ShopContext shop, CancellationToken cancellationToken) =>
            agent.RespondAsync(state, heard, Sample(shop), cancellationToken);

        public IAsyncEnumerable<AgentStep> ReportAsync(
            ConversationState state, ActionResult result, ShopContext shop, CancellationToken cancellationToken) =>
            agent.ReportAsync(state, result, Sample(shop), cancellationToken);

        private static ShopContext Sample(ShopContext shop) =>
            shop.Name == SampleShops.Garden.Name ? SampleShops.Garden : SampleShops.Home;
    }
}
