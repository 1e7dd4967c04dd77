import { describe, expect, it } from 'vitest';
import type { Shop } from '../../shops/shop';
import type { Item } from '../../stock/stock';
import { bodyOf, kindOf, nothing, totalOf, type Typed } from './typed';
import { priced, wareOf, waresOf } from './wares';

const shop = {
  id: 's',
  currency: 'USD',
  services: [],
  goods: [
    { name: 'Hose', aliases: [], unit_price: 19.99, item_id: 'hose' },
    { name: 'Gift card', aliases: [], unit_price: 25, item_id: null },
  ],
} as unknown as Shop;
const item = (id: string, name: string, available: number, currency = 'USD', sku: string | null = null) =>
  ({ id, name, sku, currency, unit_price: 3, available }) as Item;
const items = [item('hose', 'Garden hose 20 m', 4), item('nozzle', 'Nozzle', 2), item('yen', 'Elsewhere', 1, 'JPY')];
const wares = waresOf(shop, items);
const goods = (lines: Typed['lines'], more: Partial<Typed> = {}): Typed => ({
  ...nothing,
  name: 'Ann',
  ...more,
  lines,
});

describe('goods that were typed before the shop was known', () => {
  it('get their price, and those that have one keep it', () => {
    const lines = [
      { name: 'hose', quantity: 2, price: '' },
      { name: 'Nozzle', quantity: 1, price: 5 },
      { name: 'Rake', quantity: 1, price: '' },
    ];
    expect(priced(lines, [], wares).map(({ price }) => price)).toEqual([19.99, 5, '']);
    expect(priced(lines, [], [])).toBe(lines);
  });
  it('stay without one that somebody took out', () => {
    const lines = [{ name: 'Hose', quantity: 2, price: '' }];
    expect(priced(lines, wares, waresOf(shop, items))).toBe(lines);
  });
});

describe('what a shop sells', () => {
  it('is its catalogue at its prices, and what else lies in the stock', () => {
    expect(wares.map(({ label, price, available }) => [label, price, available])).toEqual([
      ['Gift card', 25, null],
      ['Hose', 19.99, 4],
      ['Nozzle', 3, 2],
    ]);
  });
  it('has a label of its own for each of two things of one name', () => {
    const twins = waresOf({ ...shop, goods: [] }, [
      item('a', 'Tap', 1, 'USD', 'T-1'),
      item('b', 'Tap', 1, 'USD', 'T-2'),
    ]);
    expect(twins.map(({ label }) => label)).toEqual(['Tap', 'Tap · T-2']);
    expect(wareOf(twins, ' tap · t-2')?.itemId).toBe('b');
  });
});

describe('an order of goods', () => {
  it('names the items of the stock, and comes to what is shown', () => {
    const typed = goods([
      { name: 'hose', quantity: 3, price: 19.99 },
      { name: 'Odd job lot', quantity: 1, price: '0.05' },
    ]);
    expect(totalOf(typed.lines, 'USD')).toBe(6002);
    expect(bodyOf(typed, 'product', shop, wares)).toEqual({
      kind: 'product',
      shop_id: 's',
      customer: { name: 'Ann', phone: undefined, email: undefined },
      currency: 'USD',
      address: undefined,
      lines: [
        { item_id: 'hose', name: 'Hose', quantity: 3, unit_price: 19.99 },
        { item_id: undefined, name: 'Odd job lot', quantity: 1, unit_price: 0.05 },
      ],
      total: 60.02,
    });
  });
  it('has no total while a line is no amount', () => {
    expect(totalOf([{ name: 'x', quantity: 1, price: '' }], 'USD')).toBeNull();
    expect(totalOf([{ name: 'x', quantity: 0.5, price: 1 }], 'USD')).toBeNull();
    expect(totalOf([{ name: 'x', quantity: 1, price: 0.001 }], 'USD')).toBeNull();
    expect(totalOf([{ name: 'x', quantity: 2, price: 500 }], 'JPY')).toBe(1000);
  });
  it('is what a shop without services takes, unless somebody says otherwise', () => {
    expect(kindOf(nothing, shop)).toBe('product');
    expect(kindOf({ ...nothing, kind: 'service' }, shop)).toBe('service');
    expect(kindOf(nothing, undefined)).toBe('service');
  });
  it('is sent where an address is typed', () => {
    const body = bodyOf(goods([], { line1: '1 Main St' }), 'product', shop, wares) as { address: unknown };
    expect(body.address).toEqual({ line1: '1 Main St', city: undefined, postal_code: undefined });
  });
});

describe('when a service is wanted', () => {
  const inNewYork = { ...shop, timezone: 'America/New_York' };
  const wanted = (typed: Partial<Typed>) =>
    (bodyOf({ ...nothing, ...typed }, 'service', inNewYork, []) as { requested_time: unknown }).requested_time;

  it('is the window by the shop’s clocks, with the words beside it', () => {
    expect(wanted({ day: '2026-11-24', from: '15:00', until: '17:00', when: ' at three ' })).toEqual({
      from: '2026-11-24T15:00:00-05:00',
      to: '2026-11-24T17:00:00-05:00',
      text: 'at three',
    });
    expect(wanted({ day: '2026-07-24', from: '15:00' })).toEqual({ from: '2026-07-24T15:00:00-04:00' });
  });
  it('is the working day when no hour is typed', () => {
    expect(wanted({ day: '2026-11-24' })).toEqual({
      from: '2026-11-24T08:00:00-05:00',
      to: '2026-11-24T18:00:00-05:00',
    });
  });
  it('is what was typed, also when it ends before it begins: the server says so', () => {
    expect(wanted({ day: '2026-11-24', from: '15:00', until: '14:00' })).toMatchObject({
      to: '2026-11-24T14:00:00-05:00',
    });
  });
  it('is words alone, or nothing', () => {
    expect(wanted({ when: 'whenever', from: '15:00' })).toEqual({ text: 'whenever' });
    expect(wanted({})).toBeUndefined();
  });
});
