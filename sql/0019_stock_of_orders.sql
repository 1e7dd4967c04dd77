-- What is kept in stock for an order leaves it with the goods.
alter table orders
    drop constraint orders_reservation_known,
    add constraint orders_reservation_known
        check (reservation in ('none', 'pending', 'reserved', 'released', 'committed'));
