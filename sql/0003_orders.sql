-- Orders: one head a grain writes with every change, and the rows beside it. Names, numbers, addresses and what people
-- wrote stand in order_details and order_notes alone, which an erasure replaces.
-- The checks repeat OrderRules and PlaceOrderCheck on purpose: a rule that holds in two places survives a bug in one.

-- One row per order, written by its grain only. The columns repeat the state for lists and figures.
create table orders
(
    key              text        not null,
    account_id       uuid        not null,
    version          bigint      not null,
    state            jsonb       not null,
    order_id         uuid        not null,
    order_number     text        not null,
    kind             text        not null,
    status           text        not null,
    stage            text        not null,
    shop_id          uuid,
    vendor_id        uuid,
    vendor_name      text,
    priority         text        not null,
    service_category text        not null,
    service_label    text,
    source           text        not null,
    dispatch_status  text        not null,
    payment_status   text        not null,
    reservation      text        not null,
    currency         text        not null,
    amount_minor     bigint      not null,
    amount_kind      text,
    call_id          uuid,
    cancel_reason    text,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    due_at           timestamptz,

    constraint orders_pkey primary key (key),
    constraint orders_number_unique unique (order_number),
    constraint orders_number_form check (order_number ~ '^ORD-[0-9]{4}-[0-9]{6,12}$'),
    constraint orders_status_is_of_kind check (case kind
        when 'service' then status in ('draft', 'new', 'accepted', 'on_way', 'processing', 'completed', 'cancelled',
            'expired')
        when 'product' then status in ('draft', 'pending', 'confirmed', 'processing', 'packaged', 'shipped', 'delivered',
            'cancelled', 'expired')
        else false end),
    constraint orders_stage_is_of_status check (stage = case status
        when 'draft' then 'draft'
        when 'new' then 'open' when 'pending' then 'open'
        when 'accepted' then 'committed' when 'confirmed' then 'committed'
        when 'processing' then 'in_progress' when 'packaged' then 'in_progress'
        when 'on_way' then 'in_transit' when 'shipped' then 'in_transit'
        when 'completed' then 'done' when 'delivered' then 'done'
        else 'cancelled' end),
    -- 'none' instead of null, so that a list can ask for each category of an index by name.
    constraint orders_category_iff_service check (case kind
        when 'service' then service_category in ('cleaning', 'repairs', 'installation', 'maintenance', 'delivery', 'other')
        else service_category = 'none' end),
    constraint orders_priority_known check (priority in ('low', 'medium', 'high', 'urgent')),
    constraint orders_source_known check (source in ('call', 'api', 'form', 'staff')),
    constraint orders_dispatch_status_known check (dispatch_status in ('none', 'offering', 'assigned', 'exhausted')),
    constraint orders_assigned_has_vendor check (dispatch_status <> 'assigned' or vendor_id is not null),
    constraint orders_payment_status_known check (
        payment_status in ('unpaid', 'authorized', 'paid', 'partially_refunded', 'refunded', 'failed')),
    constraint orders_reservation_known check (reservation in ('none', 'pending', 'reserved', 'released')),
    -- Nothing is placed whose stock has not been kept.
    constraint orders_pending_reservation_is_draft check (reservation <> 'pending' or status = 'draft'),
    constraint orders_currency_form check (currency ~ '^[A-Z]{3}$'),
    constraint orders_amount_in_range check (amount_minor between 0 and 9999999999999),
    constraint orders_amount_kind_known check (amount_kind in ('final', 'dealing', 'total', 'estimated')),
    constraint orders_reason_only_when_ended check (cancel_reason is null or status in ('cancelled', 'expired')),
    constraint orders_updated_after_created check (updated_at >= created_at)
);
select protect_account_table('orders');

-- The lists. Every index begins with the account; ties go by id, as cursors do. A filter on status, priority or category
-- asks orders_by_facets once for each combination that it leaves open and merges the answers: a page then costs the same
-- however rare its orders are.
create index orders_by_created on orders (account_id, created_at, order_id);
create index orders_by_facets on orders (account_id, status, priority, service_category, created_at, order_id);
create index orders_by_shop on orders (account_id, shop_id, created_at, order_id) where shop_id is not null;
create index orders_by_vendor on orders (account_id, vendor_id, created_at, order_id) where vendor_id is not null;
create index orders_by_updated on orders (account_id, updated_at, order_id);
create index orders_by_amount on orders (account_id, amount_minor, order_id);

-- Who ordered and what they said, as JSON of the grain's; search repeats what a list is searched by, in lower case.
create table order_details
(
    account_id uuid not null,
    order_id   uuid not null,
    details    text not null,
    search     text not null,

    constraint order_details_pkey primary key (order_id),
    constraint order_details_size check (octet_length(details) <= 131072),
    constraint order_details_search_is_lower check (search = lower(search))
);
select protect_account_table('order_details');

create table order_lines
(
    account_id       uuid    not null,
    order_id         uuid    not null,
    line_no          integer not null,
    item_id          uuid,
    name             text    not null,
    quantity         integer not null,
    unit_price_minor bigint  not null,
    total_minor      bigint  not null,

    constraint order_lines_pkey primary key (order_id, line_no),
    constraint order_lines_at_most_100 check (line_no between 1 and 100),
    constraint order_lines_name_length check (length(name) between 1 and 200),
    constraint order_lines_quantity_in_range check (quantity between 1 and 100000),
    constraint order_lines_price_not_negative check (unit_price_minor >= 0),
    constraint order_lines_total_is_product check (total_minor = quantity * unit_price_minor)
);
select protect_account_table('order_lines');

-- What happened to an order, in its own order. Never changed: what people wrote stands in order_notes.
create table order_history
(
    account_id  uuid        not null,
    order_id    uuid        not null,
    entry       integer     not null,
    at          timestamptz not null,
    kind        text        not null,
    from_status text,
    to_status   text,
    actor       text        not null,

    constraint order_history_pkey primary key (order_id, entry),
    constraint order_history_entry_positive check (entry > 0),
    constraint order_history_from_needs_to check (from_status is null or to_status is not null)
);
select protect_account_table('order_history');

create table order_notes
(
    account_id uuid    not null,
    order_id   uuid    not null,
    entry      integer not null,
    text       text    not null,
    public     boolean not null,

    constraint order_notes_pkey primary key (order_id, entry),
    constraint order_notes_length check (length(text) <= 4000)
);
select protect_account_table('order_notes');

-- Numbers are leased in blocks: next is the first number that no process has.
create table order_number_blocks
(
    year integer not null,
    next bigint  not null,

    constraint order_number_blocks_pkey primary key (year),
    constraint order_number_blocks_year_form check (year between 2000 and 9999),
    constraint order_number_blocks_next_positive check (next > 0)
);
select share_platform_table('order_number_blocks');

-- How many orders there are and what they are worth, kept from the log by the consumer order-counters: a figure costs
-- the same with ten orders and with ten million. Without a shop: the zero uuid. Drafts are not counted.
create table order_counters
(
    account_id    uuid   not null,
    shop_id       uuid   not null,
    kind          text   not null,
    status        text   not null,
    currency      text   not null,
    orders        bigint not null,
    revenue_minor bigint not null,

    constraint order_counters_pkey primary key (account_id, shop_id, kind, status, currency),
    constraint order_counters_not_negative check (orders >= 0)
);
select protect_account_table('order_counters');

-- The same by the day that an order was made on, in its shop's zone.
create table order_counters_daily
(
    account_id    uuid   not null,
    shop_id       uuid   not null,
    day           date   not null,
    timezone      text   not null,
    kind          text   not null,
    status        text   not null,
    currency      text   not null,
    orders        bigint not null,
    revenue_minor bigint not null,

    constraint order_counters_daily_pkey primary key (account_id, day, shop_id, timezone, kind, status, currency),
    constraint order_counters_daily_not_negative check (orders >= 0)
);
select protect_account_table('order_counters_daily');

-- Finding by words: trigrams together with the account, so that a common word costs an account only its own orders.
-- Where the server was installed without these extensions, a search walks through the orders instead.
do $$
begin
    if (select count(*) from pg_available_extensions where name in ('pg_trgm', 'btree_gin')) = 2 then
        create extension if not exists pg_trgm;
        create extension if not exists btree_gin;
        create index order_details_search on order_details using gin (account_id, search gin_trgm_ops);
    end if;
end
$$;

-- Orders of the transaction's account whose words match, at most cap of them, in no order. Runs as its owner, because
-- "like" is not leakproof: under row level security PostgreSQL would not use the index for it. The account still comes
-- from the transaction and from nowhere else.
create function order_search(longest text, others text[], cap integer) returns setof uuid
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select order_id
      from order_details
     where account_id = (select platform_account())
       and search like longest
       and search like all (others)
     limit cap;
$$;
revoke execute on function order_search from public;
grant execute on function order_search to platform_query;
