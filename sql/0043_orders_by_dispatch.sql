-- Orders that wait for a vendor, or that nobody takes, among many: a list asks for them newest or oldest first.
create index orders_by_dispatch on orders (account_id, dispatch_status, created_at, order_id);
