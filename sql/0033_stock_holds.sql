-- Somebody may hold pieces for a while. Whoever looks at the item sees what for.
alter table stock_reservations
    add column reference text,
    add constraint stock_reservations_reference_length check (length(reference) between 1 and 200);
