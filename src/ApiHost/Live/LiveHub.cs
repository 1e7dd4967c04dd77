using Microsoft.AspNetCore.SignalR;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>The live hub. A client names topics and the last position it has; it gets what it missed, then what
/// happens: the server calls <c>Happened</c>, <c>Resync</c> and <c>Now</c>. The hub carries, it does not
/// decide.</summary>
internal sealed class LiveHub(NodeFeeds feeds, LiveDoor door, TimeProvider clock) : Hub
{
    private static readonly object ClientSlot = new();

    /// <summary>Adds topics. Completes when what was missed has been sent; until then the client's last position for
    /// these topics is the one it gave.</summary>
    /// <param name="topics">For example <c>orders</c>.</param>
    /// <param name="after">The last position the client has; null starts now.</param>
    /// <returns>The position up to which the topics were sent.</returns>
    public async Task<long> Subscribe(string[] topics, long? after)
    {
        try
        {
            return await feeds.SubscribeAsync(Client, topics, after, Context.ConnectionAborted);
        }
        catch (TopicRefusedException refusal)
        {
            throw new HubException(refusal.Message);
        }
    }

    /// <summary>Gives topics up.</summary>
    public Task Unsubscribe(string[] topics)
    {
        Client.Feed?.Unsubscribe(Client, topics);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext()!;
        var access = await door.AccessAsync(
            Identity.Of(http.User), LiveDoor.AccountNamedIn(http), Context.ConnectionAborted);
        if (access is null)
            throw new HubException("account-not-found");
        var client = new HubClient(LiveConnections.Of(Context), access, clock);
        if (!feeds.Enter(client))
            throw new HubException("too-many-connections");
        Context.Items[ClientSlot] = client;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(ClientSlot, out var client))
            feeds.Leave((LiveClient)client!);
        return Task.CompletedTask;
    }

    private LiveClient Client => (LiveClient)Context.Items[ClientSlot]!;
}
