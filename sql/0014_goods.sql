-- What was paid for an order. The head keeps the sums, the rows below keep each payment; both are written in one commit.

-- received and given back, in minor units of the order's currency. What is owed for goods is fixed, so more than that is
-- never kept; the price of a service may still be lowered after it was paid.
alter table orders
    add column paid_minor     bigint not null default 0,
    add column refunded_minor bigint not null default 0,
    add constraint orders_refunded_was_paid check (refunded_minor between 0 and paid_minor),
    add constraint orders_goods_paid_at_most_total
        check (kind <> 'product' or paid_minor - refunded_minor <= amount_minor);

-- Money that staff say was received or given back; entry is its place in the order's history. Never changed: a mistake is
-- corrected by another row. What was written with it stands in order_notes, which an erasure empties.
create table order_payments
(
    account_id   uuid        not null,
    order_id     uuid        not null,
    entry        integer     not null,
    kind         text        not null,
    amount_minor bigint      not null,
    method       text        not null,
    at           timestamptz not null,
    actor        text        not null,

    constraint order_payments_pkey primary key (order_id, entry),
    constraint order_payments_entry_positive check (entry > 0),
    constraint order_payments_kind_known check (kind in ('received', 'refunded')),
    constraint order_payments_amount_in_range check (amount_minor between 1 and 9999999999999),
    constraint order_payments_method_known check (method in ('cash', 'card', 'transfer', 'other'))
);
select protect_account_table('order_payments');
revoke update, delete on order_payments from platform_writer;
