using System.Collections.Immutable;
using System.Text.Json;
using Platform.Commits;
using Platform.Ids;
using static Platform.Commits.ColumnType;

namespace Platform.Orders;

/// <summary>How an order's vendors were chosen; never changed. Holds no personal data.</summary>
internal sealed record SelectionRow(
    Guid AccountId, Guid SelectionId, Guid OrderId, string Vendors, string Triggers, DateTimeOffset CreatedAt) : IRow;

/// <summary>The conversation that it was decided from; replaced when the person is erased.</summary>
internal sealed record ConversationRow(
    Guid AccountId, Guid SelectionId, string? ExternalId, string Provider, string? Analysis, int? ProcessingMs) : IRow;

/// <summary>A message of it; replaced when the person is erased.</summary>
internal sealed record ConversationMessageRow(
    Guid AccountId, Guid SelectionId, int MessageNo, ConversationMessage Message) : IRow;

/// <summary>The rows of a vendor selection, written with the order and emptied with its person.</summary>
internal static class SelectionRows
{
    private static readonly ConversationMessage Erased = new("", "");

    public static RowTable<SelectionRow> Selections { get; } = new(
        "vendor_selections", ["selection_id"], replacesOnKey: false,
        new Column<SelectionRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<SelectionRow, Guid>("selection_id", Uuid, row => row.SelectionId),
        new Column<SelectionRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<SelectionRow, string>("vendors", Text, row => row.Vendors),
        new Column<SelectionRow, string>("triggers", Text, row => row.Triggers),
        new Column<SelectionRow, DateTimeOffset>("created_at", Timestamptz, row => row.CreatedAt));

    public static RowTable<ConversationRow> Conversations { get; } = new(
        "conversations", ["selection_id"], replacesOnKey: true,
        new Column<ConversationRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<ConversationRow, Guid>("selection_id", Uuid, row => row.SelectionId),
        new Column<ConversationRow, string?>("external_id", Text, row => row.ExternalId),
        new Column<ConversationRow, string>("provider", Text, row => row.Provider),
        new Column<ConversationRow, string?>("analysis", Text, row => row.Analysis),
        new Column<ConversationRow, int?>("processing_ms", Int4, row => row.ProcessingMs));

    public static RowTable<ConversationMessageRow> Messages { get; } = new(
        "conversation_messages", ["selection_id", "message_no"], replacesOnKey: true,
        new Column<ConversationMessageRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<ConversationMessageRow, Guid>("selection_id", Uuid, row => row.SelectionId),
        new Column<ConversationMessageRow, int>("message_no", Int4, row => row.MessageNo),
        new Column<ConversationMessageRow, string>("speaker", Text, row => row.Message.Speaker),
        new Column<ConversationMessageRow, string>("text", Text, row => row.Message.Text),
        new Column<ConversationMessageRow, DateTimeOffset?>("at", Timestamptz, row => row.Message.At));

    /// <summary>The id of an order's selection.</summary>
    public static Guid IdOf(Guid orderId) => NameBasedId.Of("selection", orderId.ToString("N"));

    /// <summary>Adds what a decision writes of a selection: all of it when the order is made, empty words when its
    /// person is erased.</summary>
    public static void AddTo(
        ImmutableArray<IRow>.Builder written, OrderDecision decision, OrderHead next, OrderDetails details,
        OrderDetails before)
    {
        if (decision.Selection is { } selection)
            AddNew(written, selection, next, details);
        else if (before.Messages is { } messages && details.Messages is null)
            AddErased(written, next, messages);
    }

    private static void AddNew(
        ImmutableArray<IRow>.Builder written, AskedSelection selection, OrderHead next, OrderDetails details)
    {
        var id = IdOf(next.Id);
        written.Add(new SelectionRow(
            next.AccountId, id, next.Id,
            JsonSerializer.Serialize([.. details.SelectedVendors], SelectionJson.Default.GuidArray),
            JsonSerializer.Serialize([.. selection.Triggers], SelectionJson.Default.StringArray), next.CreatedAt));
        if (selection.Conversation is not { } conversation)
            return;
        written.Add(new ConversationRow(
            next.AccountId, id, details.ConversationId, conversation.Provider, conversation.AnalysisJson,
            conversation.ProcessingMs));
        foreach (var (index, message) in conversation.Messages.Index())
            written.Add(new ConversationMessageRow(next.AccountId, id, index + 1, message));
    }

    private static void AddErased(ImmutableArray<IRow>.Builder written, OrderHead next, int messages)
    {
        var id = IdOf(next.Id);
        written.Add(new ConversationRow(next.AccountId, id, null, "other", null, null));
        for (var no = 1; no <= messages; no++)
            written.Add(new ConversationMessageRow(next.AccountId, id, no, Erased));
    }
}
