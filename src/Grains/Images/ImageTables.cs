using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Images;

/// <summary>Where albums are kept: see <c>sql/0009_vendor_work.sql</c>.</summary>
internal static class ImageTables
{
    public static StateTable<OrderAlbum> Albums { get; } = new(
        "order_albums", "order_albums", OrderAlbumJson.Default.OrderAlbum,
        new Column<OrderAlbum, Guid>("order_id", Uuid, album => album.OrderId));

    public static RowTable<OrderImageRow> Images { get; } = new(
        "order_images", ["order_id", "image_no"], replacesOnKey: true,
        new Column<OrderImageRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderImageRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderImageRow, int>("image_no", Int4, row => row.Image.No),
        new Column<OrderImageRow, string>("kind", Text, row => ImageWords.Of(row.Image.Kind)),
        new Column<OrderImageRow, string>("content_type", Text, row => row.Image.ContentType),
        new Column<OrderImageRow, string>("sha256", Text, row => row.Image.Sha256),
        new Column<OrderImageRow, int>("bytes", Int4, row => row.Bytes),
        new Column<OrderImageRow, DateTimeOffset>("at", Timestamptz, row => row.Image.At),
        new Column<OrderImageRow, string>("actor", Text, row => row.Actor));
}
