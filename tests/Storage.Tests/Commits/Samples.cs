using System.Text.Json.Serialization;

namespace Platform.Commits;

/// <summary>A small state with a column of each kind that grains use.</summary>
internal sealed record Box(
    int Count, string Label, Guid OwnerId, DateTimeOffset? DueAt = null, string? Note = null)
{
    public static Box Sample { get; } = new(1, "first", new("0190aaaa-0000-7000-8000-000000000001"));
}

/// <summary>A child row of a box.</summary>
internal sealed record BoxEntry(string Key, Guid AccountId, int EntryNo, int Amount) : IRow;

/// <summary>A child row that replaces the one with its key.</summary>
internal sealed record BoxPart(string Key, Guid AccountId, string PartName, int Amount) : IRow;

[JsonSerializable(typeof(Box))]
internal sealed partial class SampleJson : JsonSerializerContext;

internal static class Samples
{
    public const string Sql =
        """
        create table boxes
        (
            key        text primary key,
            account_id uuid,
            version    bigint      not null,
            state      jsonb       not null,
            count      integer     not null,
            label      text        not null,
            owner_id   uuid        not null,
            due_at     timestamptz,
            note       jsonb,

            constraint boxes_count_not_negative check (count >= 0)
        );
        select protect_account_table('boxes');

        create table box_entries
        (
            box        text    not null,
            account_id uuid    not null,
            entry_no   integer not null,
            amount     integer not null,

            constraint box_entries_pkey primary key (box, entry_no)
        );
        select protect_account_table('box_entries');

        create table box_parts
        (
            box        text    not null,
            account_id uuid    not null,
            part_name  text    not null,
            amount     integer not null,

            constraint box_parts_pkey primary key (box, part_name)
        );
        select protect_account_table('box_parts');
        """;

    public static StateTable<Box> Boxes { get; } = new(
        "boxes", "boxes", SampleJson.Default.Box,
        new Column<Box, int>("count", ColumnType.Int4, box => box.Count),
        new Column<Box, string>("label", ColumnType.Text, box => box.Label),
        new Column<Box, Guid>("owner_id", ColumnType.Uuid, box => box.OwnerId),
        new Column<Box, DateTimeOffset?>("due_at", ColumnType.Timestamptz, box => box.DueAt),
        new Column<Box, string?>("note", ColumnType.Jsonb, box => box.Note))
    {
        GrainType = "box",
    };

    public static RowTable<BoxEntry> Entries { get; } = new(
        "box_entries", ["box", "entry_no"], replacesOnKey: false,
        new Column<BoxEntry, string>("box", ColumnType.Text, entry => entry.Key),
        new Column<BoxEntry, Guid>("account_id", ColumnType.Uuid, entry => entry.AccountId),
        new Column<BoxEntry, int>("entry_no", ColumnType.Int4, entry => entry.EntryNo),
        new Column<BoxEntry, int>("amount", ColumnType.Int4, entry => entry.Amount));

    public static RowTable<BoxPart> Parts { get; } = new(
        "box_parts", ["box", "part_name"], replacesOnKey: true,
        new Column<BoxPart, string>("box", ColumnType.Text, part => part.Key),
        new Column<BoxPart, Guid>("account_id", ColumnType.Uuid, part => part.AccountId),
        new Column<BoxPart, string>("part_name", ColumnType.Text, part => part.PartName),
        new Column<BoxPart, int>("amount", ColumnType.Int4, part => part.Amount));
}
