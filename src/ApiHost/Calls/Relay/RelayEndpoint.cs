using System.Net.WebSockets;
using Platform.Calls.Twilio;
using Platform.Calls.Webhooks;
using Platform.Commits;
using Platform.Conversation;
using Platform.Http;
using Platform.Ids;
using Platform.Live;

namespace Platform.Calls.Relay;

/// <summary>Takes the provider's WebSocket of a conversation: refused before the upgrade unless token and signature are
/// right, and after it unless the first message names the token's call.</summary>
internal sealed partial class RelayEndpoint(
    RelayLinks links, TwilioGate gate, Shopkeeper shops, IConversationAgent agent, IGrainFactory grains,
    CallsOptions options, TimeProvider clock, ILogger<RelayEndpoint> logger)
{
    private static readonly TimeSpan SetupPatience = TimeSpan.FromSeconds(10);

    public async Task<IResult> RunAsync(string segment, HttpContext http)
    {
        if (links.Read(segment, clock.GetUtcNow()) is not { } token
            || !await gate.SignsUpgradeAsync(http, token.AccountId, token.AccountSid))
        {
            LogRefused();
            return WebhookAnswers.Refused(StatusCodes.Status403Forbidden);
        }

        if (!http.WebSockets.IsWebSocketRequest)
            return WebhookAnswers.Refused(StatusCodes.Status400BadRequest);

        using var accepted = await http.WebSockets.AcceptWebSocketAsync();
        using var socket = new RelaySocket(accepted);
        try
        {
            await ConverseAsync(token, socket, http.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            LogLost(token.CallId, e.GetType().Name);
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            // The action address is asked next and says goodbye or tries again.
            LogLost(token.CallId, e.GetType().Name);
            await socket.CloseAsync(WebSocketCloseStatus.InternalServerError, "Try again.");
        }

        return Results.Empty;
    }

    private async Task ConverseAsync(RelayToken token, RelaySocket socket, CancellationToken cancellationToken)
    {
        if (!await IsSetUpAsync(token, socket, cancellationToken))
        {
            LogRefused();
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "Not this call.");
            return;
        }

        var command = new Command(
            token.AccountId, new Actor(ActorKind.Call, token.CallId.ToString("N")), "calls.converse",
            TraceId: RequestTrace.Id);
        var call = grains.GetGrain<ICallSessionGrain>(GrainKey.Of(token.AccountId, token.CallId));
        if (await call.Join(command) is not { } talk
            || await shops.ContextAsync(token.AccountId, talk.ShopId, talk.From) is not { } shop)
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "The call is over.");
            return;
        }

        var spoken = new SpokenWords(
            grains.GetGrain<ILiveFeedGrain>(FeedKey.OfAccount(token.AccountId)), token.CallId, talk.ShopId);
        var keeper = new TurnKeeper(call, command, talk, logger);
        using var conversation = new RelayConversation(
            socket, agent, shop, keeper, spoken, options.AgentPatience, clock, logger);
        await conversation.RunAsync(cancellationToken);
    }

    private static async Task<bool> IsSetUpAsync(
        RelayToken token, RelaySocket socket, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SetupPatience);
        return await socket.ReceiveAsync(patience.Token) is { } frame
            && RelayMessage.Parse(frame) is RelaySetup setup
            && setup.AccountSid == token.AccountSid
            && setup.CallSid == token.CallSid;
    }

    [LoggerMessage(3131, LogLevel.Warning, "Refused a conversation's connection")]
    private partial void LogRefused();

    [LoggerMessage(3132, LogLevel.Information, "Call {CallId}: its connection was lost, {Failure}")]
    private partial void LogLost(Guid callId, string failure);
}
