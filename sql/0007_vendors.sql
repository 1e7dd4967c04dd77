-- Vendors: people of the platform who do orders, and each account's own roster of them.

-- Who is there now. The vendor's grain is the only writer; no account owns the row. Where a vendor is stands in state
-- alone and is never an event.
create table vendors
(
    key          text primary key,
    account_id   uuid,
    version      bigint      not null,
    state        jsonb       not null,
    vendor_id    uuid        not null,
    online       boolean     not null,
    last_seen_at timestamptz not null,

    constraint vendors_belong_to_no_account check (account_id is null),
    constraint vendors_key_is_id check (key = replace(vendor_id::text, '-', '')),
    constraint vendors_id_unique unique (vendor_id)
);
select protect_account_table('vendors');

-- An account's roster: only who is approved here gets this account's orders. The entry's grain is the only writer.
create table account_vendors
(
    key         text primary key,
    account_id  uuid   not null,
    version     bigint not null,
    state       jsonb  not null,
    vendor_id   uuid   not null,
    external_id text,
    name        text   not null,
    status      text   not null,

    constraint account_vendors_key_is_vendors check (key = replace(account_id::text || '/' || vendor_id::text, '-', '')),
    constraint account_vendors_status_known check (status in ('invited', 'approved', 'blocked'))
);
-- The account's own name for a vendor; two with one name would get each other's history.
create unique index account_vendors_external_id_is_one_vendors on account_vendors (account_id, external_id)
    where external_id is not null;
create index account_vendors_by_name on account_vendors (account_id, lower(name), vendor_id);
select protect_account_table('account_vendors');

-- The roster of the account that is set for the transaction, with who is there. The view reads with its owner's rights:
-- vendors themselves are closed to lists.
create view account_roster as
select a.vendor_id, a.name, a.state, a.version, v.online, v.last_seen_at
  from account_vendors a
  left join vendors v on v.vendor_id = a.vendor_id
 where a.account_id = platform_account();
grant select on account_roster to platform_query, platform_writer;
