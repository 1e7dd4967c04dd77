using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;

namespace Platform.Live;

/// <summary>Frames that go to some connections together. Many events make one write a connection, of bytes that all
/// connections share.</summary>
internal sealed class LiveChunk
{
    private readonly Lazy<SerializedHubMessage> _hub;

    public LiveChunk(ImmutableArray<LiveFrame> frames)
    {
        Frames = frames;
        Bytes = frames.Sum(frame => frame.Hub.Length);
        _hub = new Lazy<SerializedHubMessage>(Join);
    }

    /// <summary>The frames, in order.</summary>
    public ImmutableArray<LiveFrame> Frames { get; }

    /// <summary>How much a connection has to take.</summary>
    public int Bytes { get; }

    /// <summary>All frames as one message of the hub's JSON protocol: a client splits it at the separators.</summary>
    public SerializedHubMessage Hub => _hub.Value;

    private SerializedHubMessage Join()
    {
        if (Frames is [var only])
            return new SerializedHubMessage([new SerializedMessage("json", only.Hub)]);
        var bytes = new byte[Bytes];
        var at = 0;
        foreach (var frame in Frames)
        {
            frame.Hub.CopyTo(bytes.AsMemory(at));
            at += frame.Hub.Length;
        }

        return new SerializedHubMessage([new SerializedMessage("json", bytes)]);
    }
}
