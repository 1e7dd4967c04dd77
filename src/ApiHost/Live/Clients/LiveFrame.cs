using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Platform.Live;

/// <summary>An event as it goes over the wire, written once for everybody on this node.</summary>
/// <param name="Position">Its position; 0 for what has none.</param>
/// <param name="Topics">Every topic under which it is heard.</param>
/// <param name="ShopId">The shop it belongs to, if it says so: who is bound to a shop hears nothing else.</param>
/// <param name="Hub">A record of SignalR's JSON protocol, with its separator.</param>
/// <param name="Plain">The message for <c>/ops</c>.</param>
internal sealed record LiveFrame(
    long Position, ImmutableArray<string> Topics, Guid? ShopId, ReadOnlyMemory<byte> Hub, ReadOnlyMemory<byte> Plain)
{
    private const byte RecordSeparator = 0x1e;
    private const string ShopPrefix = "shops/";

    /// <summary>What the hub's client calls are named.</summary>
    private static ReadOnlySpan<byte> HappenedHead => "{\"type\":1,\"target\":\"Happened\",\"arguments\":["u8;
    private static ReadOnlySpan<byte> ResyncHead => "{\"type\":1,\"target\":\"Resync\",\"arguments\":["u8;
    private static ReadOnlySpan<byte> NowHead => "{\"type\":1,\"target\":\"Now\",\"arguments\":["u8;
    private static ReadOnlySpan<byte> Tail => "]}"u8;

    /// <summary>An event of the log.</summary>
    public static LiveFrame Of(LogEntry entry)
    {
        var (hub, plain) = Write(HappenedHead, plainName: null, writer =>
        {
            writer.WriteNumber("position", entry.Position);
            if (entry.AccountId is { } accountId)
                writer.WriteString("account_id", accountId);
            else
                writer.WriteNull("account_id");
            writer.WriteString("kind", entry.Kind);
            writer.WriteString("subject", entry.Subject);
            writer.WriteStartArray("topics");
            if (!entry.Topics.IsDefaultOrEmpty)
            {
                foreach (var topic in entry.Topics)
                    writer.WriteStringValue(topic);
            }

            writer.WriteEndArray();
            writer.WriteString("at", entry.At);
            writer.WriteString("actor", entry.Actor);
            WriteBody(writer, entry.Body);
        });
        return new LiveFrame(
            entry.Position, LiveTopics.Of(entry.Subject, entry.Topics), ShopOf(entry.Subject, entry.Body), hub, plain);
    }

    /// <summary>Something without a position.</summary>
    public static LiveFrame Of(LiveNow now)
    {
        var (hub, plain) = Write(NowHead, "now", writer =>
        {
            writer.WriteString("kind", now.Kind);
            writer.WriteString("subject", now.Subject);
            WriteBody(writer, now.Body);
        });
        return new LiveFrame(0, LiveTopics.Of(now.Subject, []), ShopOf(now.Subject, now.Body), hub, plain);
    }

    /// <summary>Tells a client that events of a topic are missing and where the stream goes on: it reads a snapshot
    /// anew. </summary>
    public static LiveFrame Resync(string topic, string reason, long position)
    {
        var (hub, plain) = Write(ResyncHead, "resync", writer =>
        {
            writer.WriteString("topic", topic);
            writer.WriteString("reason", reason);
            writer.WriteNumber("position", position);
        });
        return new LiveFrame(0, [topic], ShopId: null, hub, plain);
    }

    private static void WriteBody(Utf8JsonWriter writer, string body)
    {
        writer.WritePropertyName("body");
        writer.WriteRawValue(body, skipInputValidation: true);
    }

    private static (ReadOnlyMemory<byte> Hub, ReadOnlyMemory<byte> Plain) Write(
        ReadOnlySpan<byte> head, string? plainName, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(head);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        var argument = buffer.WrittenMemory[head.Length..];
        buffer.Write(Tail);
        buffer.Write([RecordSeparator]);
        // The same bytes serve both, as the hub's argument and, unless it needs a name, as the whole plain message.
        argument = buffer.WrittenMemory.Slice(head.Length, argument.Length);
        return (buffer.WrittenMemory, plainName is null ? argument : Named(plainName, argument.Span));
    }

    private static byte[] Named(string name, ReadOnlySpan<byte> argument)
    {
        var buffer = new ArrayBufferWriter<byte>(argument.Length + 32);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        writer.WriteRawValue(argument, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static Guid? ShopOf(string subject, string body)
    {
        if (subject.StartsWith(ShopPrefix, StringComparison.Ordinal))
            return Guid.TryParse(subject.AsSpan(ShopPrefix.Length), out var own) ? own : null;
        if (!body.Contains("\"shop_id\"", StringComparison.Ordinal))
            return null;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("shop_id", out var shop)
            && shop.ValueKind is JsonValueKind.String && shop.TryGetGuid(out var id)
            ? id
            : null;
    }
}
