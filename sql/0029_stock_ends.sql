-- Whoever gives back what he never had leaves a row that says so: what he asked for before may still be on its way, and
-- stock_reservations_end_once refuses it then. Such a row is of no pieces, and no line of the ledger belongs to it.
alter table stock_reservations
    drop constraint stock_reservations_quantity_positive,
    add constraint stock_reservations_quantity_positive check (quantity > 0 or (quantity = 0 and status = 'released'));
