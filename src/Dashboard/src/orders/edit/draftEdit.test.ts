import { describe, expect, it } from 'vitest';
import type { Ware } from '../form/wares';
import type { Order } from '../order';
import { hasTyped, patchOf, rebased, typedOf } from './draftEdit';

const repair = {
  kind: 'service',
  shop_id: 's',
  currency: 'USD',
  timezone: 'America/New_York',
  customer: { name: 'Ann Example', phone: '+12125550123', phone_raw: '212 555 0123', email: null },
  address: {
    line1: '1 Main St',
    line2: 'Flat 2',
    city: 'New York',
    state: 'NY',
    postal_code: '10001',
    country: 'US',
    raw: '1 Main St, flat two',
  },
  service_category: 'repairs',
  service_label: 'AC repair',
  description: 'No cooling',
  priority: 'high',
  requested_time: { from: '2030-07-03T19:00:00Z', to: '2030-07-03T21:00:00Z', text: 'at three' },
  estimated_value_minor: 250_00,
  customer_notes: 'Ring twice',
  internal_notes: null,
  lines: [],
} as unknown as Order;
const typed = typedOf(repair);
const patch = (change: Partial<typeof typed>) => patchOf(repair, typed, { ...typed, ...change }, []);

describe('what is typed into a draft', () => {
  it('begins with what is saved, by the clocks of its zone', () => {
    expect(typed).toMatchObject({ day: '2030-07-03', from: '15:00', until: '17:00', lastDay: '', when: 'at three' });
    expect(typed).toMatchObject({ phone: '212 555 0123', line1: '1 Main St', value: 250, customerNotes: 'Ring twice' });
    expect(hasTyped(typed, typedOf(repair))).toBe(false);
    expect(patch({})).toEqual({});
  });
  it('is sent in whole parts, and nothing else is', () => {
    expect(patch({ phone: '212 555 0199' })).toEqual({
      customer: { name: 'Ann Example', phone: '212 555 0199', email: undefined },
    });
    expect(patch({ city: 'Boston' })).toEqual({
      address: {
        line1: '1 Main St',
        line2: 'Flat 2',
        city: 'Boston',
        state: 'NY',
        postal_code: '10001',
        country: 'US',
      },
    });
    expect(patch({ until: '18:00' })).toEqual({
      requested_time: { from: '2030-07-03T15:00:00-04:00', to: '2030-07-03T18:00:00-04:00', text: 'at three' },
    });
    expect(patch({ category: 'cleaning' })).toEqual({ service_category: 'cleaning', service_label: 'AC repair' });
    expect(patch({ value: '300' })).toEqual({ estimated_value: 300 });
  });
  it('is sent as empty where it was emptied: what is left out stays', () => {
    expect(patch({ customerNotes: ' ', label: '' })).toEqual({
      customer_notes: '',
      service_category: 'repairs',
      service_label: '',
    });
    expect(patch({ day: '', from: '', until: '', when: '' })).toEqual({ requested_time: {} });
  });
  it('keeps a window that ends on another day', () => {
    const weekend = { from: '2030-07-06T12:00:00Z', to: '2030-07-07T22:00:00Z', text: null };
    const read = typedOf({ ...repair, requested_time: weekend });
    expect(read).toMatchObject({ day: '2030-07-06', lastDay: '2030-07-07', until: '18:00' });
    expect(patchOf(repair, read, { ...read, from: '09:00' }, [])).toEqual({
      requested_time: { from: '2030-07-06T09:00:00-04:00', to: '2030-07-07T18:00:00-04:00', text: undefined },
    });
  });
  it('has what the caller said where nobody knows the street', () => {
    const said = { ...repair, address: { ...repair.address, line1: null, raw: 'by the old mill' } } as Order;
    expect(typedOf(said).line1).toBe('by the old mill');
  });
});

describe('the lines of a draft', () => {
  const wares: Ware[] = [{ label: 'Tap', name: 'Tap', itemId: 'other', price: 3, available: 1 }];
  const goods = {
    ...repair,
    kind: 'product',
    lines: [{ line_no: 1, item_id: 'tap', name: 'Tap', quantity: 2, unit_price_minor: 350, total_minor: 700 }],
  } as Order;
  it('stay of their item, whatever else has its name by now', () => {
    const read = typedOf(goods);
    const more = { ...read, lines: [{ ...read.lines[0]!, quantity: 3 }] };
    expect(patchOf(goods, read, more, wares)).toEqual({
      lines: [{ item_id: 'tap', name: 'Tap', quantity: 3, unit_price: 3.5 }],
      total: 10.5,
    });
    const other = { ...read, lines: [{ ...read.lines[0]!, name: 'Sink' }] };
    expect(patchOf(goods, read, other, wares)['lines']).toMatchObject([{ item_id: undefined, name: 'Sink' }]);
  });
});

describe('a draft that somebody else changes meanwhile', () => {
  const saved = { ...typed, phone: '+1 212 555 0000', city: 'Boston' };
  it('shows what was saved where nothing was typed', () => {
    const next = rebased(typed, typed, saved);
    expect(next).toEqual({ typed: saved, taken: ['Phone', 'City'], clashes: [] });
  });
  it('keeps what was typed, and names what is saved in its place', () => {
    const next = rebased(typed, { ...typed, phone: '1', label: 'Mine' }, saved);
    expect(next.typed).toMatchObject({ phone: '1', label: 'Mine', city: 'Boston' });
    expect(next.taken).toEqual(['City']);
    expect(next.clashes).toEqual([{ field: 'phone', label: 'Phone', saved: '+1 212 555 0000' }]);
  });
  it('is no news where both typed the same, or nothing that is shown here changed', () => {
    expect(rebased(typed, saved, saved)).toEqual({ typed: saved, taken: [], clashes: [] });
    expect(rebased(typed, typed, typed)).toEqual({ typed, taken: [], clashes: [] });
  });
});
