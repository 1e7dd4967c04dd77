-- Readings of shops' own web sites. The import's grain is the only writer. While due_at is set there is something to do:
-- to read, or to read again because who read it is no more.
create table site_imports
(
    key        text primary key,
    account_id uuid        not null,
    version    bigint      not null,
    state      jsonb       not null,
    import_id  uuid        not null,
    shop_id    uuid        not null,
    status     text        not null,
    created_at timestamptz not null,
    due_at     timestamptz,

    constraint site_imports_key_is_imports check (key = replace(account_id::text || '/' || import_id::text, '-', '')),
    constraint site_imports_status_known
        check (status in ('waiting', 'reading', 'ready', 'failed', 'accepted', 'dismissed')),
    constraint site_imports_due_while_under_way check ((due_at is not null) = (status in ('waiting', 'reading')))
);
-- A shop's site is read once at a time, whoever asks.
create unique index site_imports_one_under_way on site_imports (account_id, shop_id)
    where status in ('waiting', 'reading');
create index site_imports_by_time on site_imports (account_id, shop_id, created_at desc, import_id desc);
select protect_account_table('site_imports');

-- What a reading found, for a person to choose from: written once, in the commit that makes its import ready.
create table site_findings
(
    account_id uuid  not null,
    import_id  uuid  not null,
    candidates jsonb not null,

    constraint site_findings_pkey primary key (import_id),
    constraint site_findings_is_a_list check (jsonb_typeof(candidates) = 'array')
);
select protect_account_table('site_findings');
revoke update, delete on site_findings from platform_writer;
