import { describe, expect, it } from 'vitest';
import { onHandAfter, sharesOf, signed, type Item } from './stock';

const item = (change: Partial<Item>): Item => ({
  id: '7',
  shop_id: '1',
  name: 'Fish Tank',
  sku: null,
  category: null,
  currency: 'USD',
  unit_price: null,
  unit_price_minor: null,
  on_hand: 20,
  reserved: 5,
  available: 13,
  safety_stock: 2,
  low_stock_threshold: 4,
  is_low: false,
  created_at: '2026-03-09T15:00:00Z',
  updated_at: '2026-03-09T15:00:00Z',
  version: 1,
  ...change,
});

describe('the bar of an item', () => {
  it('is all that is on hand, in three parts, with the mark of the threshold', () => {
    expect(sharesOf(item({}))).toEqual({ free: 65, kept: 10, promised: 25, threshold: 20 });
  });
  it('shows what is missing up to the threshold', () => {
    const few = item({ on_hand: 2, reserved: 0, safety_stock: 0, available: 2, low_stock_threshold: 8 });
    expect(sharesOf(few)).toEqual({ free: 25, kept: 0, promised: 0, threshold: 100 });
  });
  it('never has more than there is, also when promises reach into what is kept back', () => {
    const parts = sharesOf(item({ on_hand: 10, reserved: 9, available: 0, safety_stock: 5 }));
    expect(parts).toEqual({ free: 0, kept: 10, promised: 90, threshold: 40 });
  });
  it('is empty when nothing is there', () => {
    const none = item({ on_hand: 0, reserved: 0, available: 0, low_stock_threshold: null });
    expect(sharesOf(none)).toEqual({ free: 0, kept: 0, promised: 0, threshold: null });
  });
});

describe('what there will be', () => {
  it('adds what came, sets what was counted, and takes what is fewer', () => {
    expect(onHandAfter(item({}), 'received', 5)).toBe(25);
    expect(onHandAfter(item({}), 'counted', 0)).toBe(0);
    expect(onHandAfter(item({}), 'adjusted', -3)).toBe(17);
  });
  it('is unknown while the number makes no sense', () => {
    expect(onHandAfter(item({}), 'received', 0)).toBeNull();
    expect(onHandAfter(item({}), 'adjusted', 0)).toBeNull();
    expect(onHandAfter(item({}), 'counted', -1)).toBeNull();
    expect(onHandAfter(item({}), 'returned', 1.5)).toBeNull();
    expect(onHandAfter(item({}), 'returned', null)).toBeNull();
  });
});

it('a change has its sign, and none is nothing', () => {
  expect([signed(3), signed(-1200), signed(0)]).toEqual(['+3', '−1,200', '']);
});
