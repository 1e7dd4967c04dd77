-- What an account should look at grows by items that have sunk to their threshold.
alter table alerts drop constraint alerts_kind_known;
alter table alerts add constraint alerts_kind_known check (
    kind in ('unknown-number', 'order-without-vendor', 'blocked-vendor-at-work', 'low-stock', 'stock-differs'));
