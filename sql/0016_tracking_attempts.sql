-- How often a proof of an order was tried, whatever process was asked and whether there is such an order: four digits are
-- few. used_until is when every attempt that was taken will have come back; a row that is over says nothing and is removed.
create table tracking_attempts
(
    order_number text        not null,
    used_until   timestamptz not null,

    constraint tracking_attempts_pkey primary key (order_number),
    constraint tracking_attempts_number_form check (order_number ~ '^ORD-[0-9]{4}-[0-9]{6,12}$')
);
create index tracking_attempts_over on tracking_attempts (used_until);
grant select, insert, update, delete on tracking_attempts to platform_writer;
