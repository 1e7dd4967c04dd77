import { describe, expect, it } from 'vitest';
import { contentsVersion, type OrderRow } from '../orders/order';
import type { LiveEvent } from './events';
import { isNews, isOlder, mergeOrder, mergeOrders } from './merge';

const order = { id: 'a', status: 'new', stage: 'open', version: 3, vendor_id: null, updated_at: 'before' } as OrderRow;

function moved(body: Record<string, unknown>, position = 12): LiveEvent {
  return {
    position,
    account_id: null,
    kind: 'order.status_changed',
    subject: 'orders/a',
    topics: ['orders'],
    at: 'now',
    actor: 'member:ada',
    body: { order_id: 'a', from: 'new', to: 'accepted', stage: 'committed', version: 4, vendor_id: 'v', ...body },
  };
}

describe('an event and an order that was read before it', () => {
  it('move the order at once', () => {
    expect(mergeOrder(order, moved({}))).toMatchObject({
      status: 'accepted',
      stage: 'committed',
      version: 4,
      vendor_id: 'v',
      updated_at: 'now',
    });
  });

  it('leave it known at which version the rest of it was read', () => {
    const once = mergeOrder(order, moved({}));
    expect(mergeOrder(once, moved({ version: 5 }))).toMatchObject({ version: 5, contents_version: 3 });
    expect(contentsVersion(order)).toBe(3);
  });

  it('change nothing when the read already knew it', () => {
    expect(mergeOrder(order, moved({ version: 3 }))).toBe(order);
    expect(mergeOrder(order, moved({ version: 2, to: 'new' }))).toBe(order);
  });

  it('change nothing for another order', () => {
    expect(mergeOrder(order, moved({ order_id: 'b' }))).toBe(order);
  });

  it('leave the status alone when the event is about something else', () => {
    expect(mergeOrder(order, { ...moved({ to: undefined }), kind: 'order.noted' })).toMatchObject({
      status: 'new',
      version: 4,
    });
  });

  it('give only the changed row of a list a new identity', () => {
    const other = { ...order, id: 'b' };
    const page = { items: [order, other], next_cursor: null };
    const next = mergeOrders(page, moved({}));
    expect(next.items[0]).not.toBe(order);
    expect(next.items[1]).toBe(other);
    expect(mergeOrders(page, moved({ order_id: 'c' }))).toBe(page);
  });

  it('join by position: what the snapshot was true at is no news', () => {
    expect(isNews({ value: order, position: 12 }, moved({}, 12))).toBe(false);
    expect(isNews({ value: order, position: 12 }, moved({}, 13))).toBe(true);
    expect(isNews({ value: order, position: null }, moved({}, 1))).toBe(true);
  });
});

describe('what was read before the stream took over', () => {
  it('is old when a part of it is from before that position', () => {
    expect(isOlder({ value: {}, position: 11 }, 12)).toBe(true);
    expect(isOlder({ pages: [{ position: 12 }, { position: 11 }], pageParams: [] }, 12)).toBe(true);
    expect(isOlder({ value: {}, position: 12 }, 12)).toBe(false);
    expect(isOlder({ pages: [{ position: 12 }], pageParams: [] }, 12)).toBe(false);
  });
  it('is nothing that has no position', () => {
    expect(isOlder({ value: {}, position: null }, 12)).toBe(false);
    expect(isOlder(undefined, 12)).toBe(false);
    expect(isOlder({ name: 'Ada' }, 12)).toBe(false);
  });
});
