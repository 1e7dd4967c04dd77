namespace Platform.Live;

/// <summary>A subscription that cannot be. The message is the code that the client gets.</summary>
internal sealed class TopicRefusedException(string code) : Exception(code)
{
    /// <summary>The one feed that all of the topics come from.</summary>
    /// <exception cref="TopicRefusedException">A topic is none, is not for this connection, or is of another feed.
    /// </exception>
    public static string FeedFor(LiveClient client, IReadOnlyList<string> topics)
    {
        if (topics.Count is 0 or > LiveTopics.TopicsMax)
            throw new TopicRefusedException("topics-1-to-50");
        var feeds = topics.Select(client.Access.FeedOf).Distinct().ToArray();
        if (feeds.Contains(null))
            throw new TopicRefusedException("topic-refused");
        // Positions of two feeds reach a client in two orders: its last one would hide what the other feed still owes
        // it.
        if (feeds is not [{ } feed] || (client.Feed is { } joined && joined.Key != feed))
            throw new TopicRefusedException("one-feed-a-connection");
        return feed;
    }
}
