-- Each night the stock of a shop is counted again: its items are found by their shop.
create index stock_items_by_shop on stock_items (account_id, shop_id, item_id);
