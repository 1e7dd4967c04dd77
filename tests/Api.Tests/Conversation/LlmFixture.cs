using Platform.Api;

namespace Platform.Conversation;

/// <summary>The host with a language model for its agent.</summary>
public sealed class LlmFixture : ApiFixture
{
    public FakeModel Model { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Conversation:Agent"] = "Llm",
        ["Conversation:Llm:BaseUrl"] = Model.BaseUrl,
        ["Conversation:Llm:Model"] = "test-model",
        // So long that only the caller can stop a model that hangs.
        ["Conversation:Llm:Deadline"] = "00:05:00",
        ["Calls:AgentPatience"] = "00:10:00",
    };

    public override async Task InitializeAsync()
    {
        Model = await FakeModel.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Model.DisposeAsync();
    }
}
