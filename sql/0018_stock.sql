-- The stock: items, the ledger of their pieces, and who was promised some.
-- The checks repeat StockRules on purpose: a rule that holds in two places survives a bug in one.

-- One row per item of a shop, written by its grain only. on_hand is the sum of its movements, reserved the sum of its
-- active reservations; neither is ever below zero, and nothing is promised that is not there.
create table stock_items
(
    key                 text    not null,
    account_id          uuid    not null,
    version             bigint  not null,
    state               jsonb   not null,
    item_id             uuid    not null,
    shop_id             uuid    not null,
    name                text    not null,
    sku                 text,
    on_hand             bigint  not null,
    reserved            bigint  not null,
    safety_stock        bigint  not null,
    low_stock_threshold bigint,
    is_low              boolean not null,
    entries             bigint  not null,
    due_at              timestamptz,

    constraint stock_items_pkey primary key (key),
    constraint stock_items_id_is_keys check (key = replace(account_id::text || '/' || item_id::text, '-', '')),
    constraint stock_items_name_length check (length(name) between 1 and 200),
    constraint stock_items_sku_length check (length(sku) between 1 and 64),
    constraint stock_items_on_hand_in_range check (on_hand between 0 and 1000000000),
    constraint stock_items_reserved_not_negative check (reserved >= 0),
    constraint stock_items_reserved_is_there check (reserved <= on_hand),
    constraint stock_items_safety_stock_not_negative check (safety_stock >= 0),
    constraint stock_items_threshold_not_negative check (low_stock_threshold >= 0),
    constraint stock_items_low_has_threshold check (not is_low or low_stock_threshold is not null),
    constraint stock_items_entries_not_negative check (entries >= 0)
);
-- A shop's own number names one item, whatever its case.
create unique index stock_items_sku_unique on stock_items (account_id, shop_id, lower(sku)) where sku is not null;
create index stock_items_by_name on stock_items (account_id, lower(name), item_id);
create index stock_items_low on stock_items (account_id, lower(name), item_id) where is_low;
select protect_account_table('stock_items');

-- Why pieces came, went or were promised, in the order in which it happened. Never changed: a mistake is corrected by
-- another line. Each line carries what stood after it, so that a lost line shows.
create table stock_movements
(
    account_id      uuid        not null,
    item_id         uuid        not null,
    entry           bigint      not null,
    kind            text        not null,
    on_hand_change  bigint      not null,
    reserved_change bigint      not null,
    on_hand         bigint      not null,
    reserved        bigint      not null,
    owner_id        uuid,
    reason          text,
    at              timestamptz not null,
    actor           text        not null,

    constraint stock_movements_pkey primary key (item_id, entry),
    constraint stock_movements_entry_positive check (entry > 0),
    constraint stock_movements_change_is_of_kind check (case kind
        when 'received' then on_hand_change > 0 and reserved_change = 0
        when 'returned' then on_hand_change > 0 and reserved_change = 0
        when 'adjusted' then on_hand_change <> 0 and reserved_change = 0
        when 'counted' then reserved_change = 0
        when 'reserved' then on_hand_change = 0 and reserved_change > 0
        when 'released' then on_hand_change = 0 and reserved_change < 0
        when 'expired' then on_hand_change = 0 and reserved_change < 0
        when 'sold' then on_hand_change < 0 and reserved_change = on_hand_change
        else false end),
    constraint stock_movements_promise_has_owner check (reserved_change = 0 or owner_id is not null),
    constraint stock_movements_never_below_zero check (on_hand >= 0 and reserved >= 0 and reserved <= on_hand),
    constraint stock_movements_reason_length check (length(reason) <= 200)
);
create index stock_movements_by_account on stock_movements (account_id, item_id, entry);
select protect_account_table('stock_movements');
revoke update, delete on stock_movements from platform_writer;

-- Who was promised pieces of an item: one row for each owner, for ever.
create table stock_reservations
(
    account_id uuid        not null,
    item_id    uuid        not null,
    owner_id   uuid        not null,
    quantity   bigint      not null,
    status     text        not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    ended_at   timestamptz,

    constraint stock_reservations_pkey primary key (item_id, owner_id),
    constraint stock_reservations_quantity_positive check (quantity > 0),
    constraint stock_reservations_status_known
        check (status in ('active', 'committed', 'released', 'expired', 'returned')),
    constraint stock_reservations_ended_iff_not_active check ((status = 'active') = (ended_at is null))
);
create index stock_reservations_active on stock_reservations (item_id) where status = 'active';
create index stock_reservations_by_account on stock_reservations (account_id, item_id, created_at);
select protect_account_table('stock_reservations');
revoke delete on stock_reservations from platform_writer;

-- A promise ends once. A late repetition of the call that made it must not make it again; only what was taken may still
-- come back.
create function stock_reservations_end_once() returns trigger
    language plpgsql
as $$
begin
    if old.status = 'active' and new.status <> 'active'
        or old.status = 'committed' and new.status = 'returned' then
        return new;
    end if;
    raise exception 'the reservation of % for % is %', new.item_id, new.owner_id, old.status
        using errcode = 'check_violation', constraint = 'stock_reservations_end_once', table = 'stock_reservations';
end
$$;
create trigger stock_reservations_end_once before update on stock_reservations
    for each row execute function stock_reservations_end_once();
