-- Logical snapshots of accounts: what was taken, and whether it can be restored. The files themselves lie in a directory.

-- One row per file. The account's job writes it in the commit that closes its night; after an outage one snapshot stands
-- for every night that was missed. The row stays when the file is let go.
create table snapshots
(
    account_id   uuid        not null,
    snapshot_id  uuid        not null,
    cause        text        not null,
    first_period date,
    last_period  date,
    taken_at     timestamptz not null,
    position     bigint      not null,
    format       integer     not null,
    schema_no    integer     not null,
    row_count    bigint      not null,
    bytes        bigint      not null,
    sha256       text        not null,
    file         text        not null,
    tables       jsonb       not null,
    deleted_at   timestamptz,
    deleted_why  text,

    constraint snapshots_pkey primary key (snapshot_id),
    constraint snapshots_cause_known check (cause in ('nightly', 'asked')),
    constraint snapshots_night_is_named check (
        (cause = 'nightly') = (first_period is not null) and (cause = 'nightly') = (last_period is not null)),
    constraint snapshots_nights_in_order check (first_period <= last_period),
    constraint snapshots_one_begins_a_night unique (account_id, first_period),
    constraint snapshots_one_ends_a_night unique (account_id, last_period),
    constraint snapshots_file_is_one unique (account_id, file),
    constraint snapshots_position_not_negative check (position >= 0),
    constraint snapshots_rows_not_negative check (row_count >= 0),
    constraint snapshots_is_not_empty check (bytes > 0),
    constraint snapshots_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint snapshots_deleted_says_why check ((deleted_at is null) = (deleted_why is null))
);
create index snapshots_by_time on snapshots (account_id, taken_at desc, snapshot_id desc);
select protect_account_table('snapshots');
revoke delete on snapshots from platform_writer;

-- What each drill found: the file was restored into a scratch schema and looked at. Append-only.
create table snapshot_drills
(
    account_id  uuid        not null,
    drill_id    uuid        not null,
    snapshot_id uuid        not null,
    actor       text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    row_count   bigint      not null,
    fault       text,
    reason      text,

    constraint snapshot_drills_pkey primary key (drill_id),
    constraint snapshot_drills_end_after_start check (finished_at >= started_at),
    constraint snapshot_drills_rows_not_negative check (row_count >= 0),
    constraint snapshot_drills_fault_known check (fault in ('missing', 'size-differs', 'checksum-differs',
        'format-newer', 'schema-differs', 'table-missing', 'count-differs', 'damaged', 'disagrees')),
    constraint snapshot_drills_fault_says_why check ((fault is null) = (reason is null))
);
create index snapshot_drills_by_snapshot on snapshot_drills (account_id, snapshot_id, finished_at desc);
select protect_account_table('snapshot_drills');
revoke update, delete on snapshot_drills from platform_writer;

-- Drills that somebody asked for. The snapshot's grain is the only writer; while due_at is set one is to be done.
create table snapshot_checks
(
    key         text primary key,
    account_id  uuid   not null,
    version     bigint not null,
    state       jsonb  not null,
    snapshot_id uuid   not null,
    due_at      timestamptz,

    constraint snapshot_checks_key_is_snapshots check (key = replace(account_id::text || '/' || snapshot_id::text, '-', ''))
);
select protect_account_table('snapshot_checks');

-- What an account should look at grows by snapshots that cannot be restored.
alter table alerts drop constraint alerts_kind_known;
alter table alerts add constraint alerts_kind_known check (
    kind in ('unknown-number', 'order-without-vendor', 'blocked-vendor-at-work', 'low-stock', 'stock-differs',
        'snapshot-failed'));
