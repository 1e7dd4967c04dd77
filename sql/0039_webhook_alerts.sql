-- A provider's report that could not be applied, however often it was tried, calls a person.
alter table alerts drop constraint alerts_kind_known;
alter table alerts add constraint alerts_kind_known check (
    kind in ('unknown-number', 'order-without-vendor', 'blocked-vendor-at-work', 'low-stock', 'stock-differs',
        'snapshot-failed', 'webhook-not-applied'));
