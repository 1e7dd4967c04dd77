using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Live;

namespace Platform.Calls.Relay;

/// <summary>Passes words on to dashboards while they are spoken. They have no position and are never kept: the turn
/// is.</summary>
internal sealed class SpokenWords(ILiveFeedGrain feed, Guid callId, Guid shopId)
{
    public void Say(int turnNo, string speaker, string token)
    {
        var body = JsonSerializer.Serialize(
            new SpokenToken(callId, shopId, turnNo, speaker, token), SpokenJson.Default.SpokenToken);
        // Whoever does not hear it reads the turn.
        _ = feed.Now(new LiveNow("call.speaking", $"calls/{callId:D}", body)).ContinueWith(
            failed => failed.Exception, TaskContinuationOptions.OnlyOnFaulted);
    }
}

internal sealed record SpokenToken(Guid CallId, Guid ShopId, int TurnNo, string Speaker, string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpokenToken))]
internal sealed partial class SpokenJson : JsonSerializerContext;
