import { describe, expect, it } from 'vitest';
import { chooser, isEditable, offerMoment, summary, whyEnded, type OrderRow } from './order';

const goods = { kind: 'product', service_label: null, description: null, business_name: null } as OrderRow;
const line = { line_no: 1, item_id: null, name: 'Margherita', quantity: 2, unit_price_minor: 9_00, total_minor: 18_00 };

describe('an offer', () => {
  const offer = { offered_at: '2026-11-21T11:00:00', answered_at: '2026-11-21T11:05:00' };
  it('is answered by its vendor alone: what was taken by another was withdrawn', () => {
    expect(offerMoment({ ...offer, status: 'offered', answered_at: null })).toBe('offered 11:00');
    expect(offerMoment({ ...offer, status: 'declined' })).toBe('answered 11:05');
    expect(offerMoment({ ...offer, status: 'withdrawn' })).toBe('withdrawn 11:05');
  });
});

describe('what an order is about', () => {
  it('is what was ordered, in a list as on its page', () => {
    expect(summary({ ...goods, goods: { name: 'Margherita', quantity: 2, more: 0 } })).toBe('2 × Margherita');
    expect(summary({ ...goods, goods: { name: 'Margherita', quantity: 2, more: 1 } })).toBe('2 × Margherita + 1 more');
    expect(summary({ ...goods, lines: [line] })).toBe('2 × Margherita');
    expect(summary({ ...goods, lines: [line, line] })).toBe('2 × Margherita + 1 more');
  });
  it('is the label of a service', () => {
    expect(summary({ ...goods, kind: 'service', service_label: 'AC Repair' })).toBe('AC Repair');
  });
});

describe('why an order ended', () => {
  it('is said in words when the platform ended it', () => {
    expect(whyEnded('out_of_stock')).toBe('Not enough in stock');
    expect(whyEnded('not_confirmed')).toBe('Not confirmed in time');
  });
  it('is what a person wrote', () => {
    expect(whyEnded('Changed her mind')).toBe('Changed her mind');
  });
});

describe('the contents of an order', () => {
  it.each([
    ['draft', 'none', true],
    ['draft', 'pending', false],
    ['new', 'none', false],
    ['expired', 'none', false],
  ])('of a %s whose goods are %s can be edited: %s', (status, reservation, expected) => {
    expect(isEditable({ status, reservation })).toBe(expected);
  });
});

describe('who chose the vendors', () => {
  it('is the system that talked with the customer, or an agent', () => {
    expect(chooser('elevenlabs')).toBe('Elevenlabs');
    expect(chooser('other')).toBe('an agent');
    expect(chooser(undefined)).toBe('an agent');
  });
});
