import { describe, expect, it } from 'vitest';
import { draftFields, turnOf, type Draft } from './call';
import { endText } from './outcome';
import { readable } from './WebhookRow';

const empty: Draft = {
  intent: null,
  kind: null,
  service_category: null,
  service_label: null,
  customer_name: null,
  customer_phone: null,
  address: null,
  email: null,
  requested_time: null,
  priority: 'medium',
  description: null,
  lines: [],
  missing: [],
  confirmed: false,
  field_turns: {},
};
const field = (draft: Draft | null, name: string) => draftFields(draft).find((candidate) => candidate.name === name);

describe('a draft on the board', () => {
  it('has the same rows from the first word to the last', () => {
    const filled = { ...empty, customer_name: 'Ada', service_label: 'AC repair' };
    expect(draftFields(null).map(({ name }) => name)).toEqual(draftFields(filled).map(({ name }) => name));
  });
  it('shows goods where goods are ordered', () => {
    const lines = [
      { name: 'Air Filter', quantity: 2 },
      { name: 'LED Bulb', quantity: 6 },
    ];
    expect(field({ ...empty, kind: 'product', lines, field_turns: { lines: 2 } }, 'lines')).toMatchObject({
      label: 'Goods',
      value: '2 × Air Filter, 6 × LED Bulb',
      turnNo: 2,
    });
    expect(field({ ...empty, kind: 'product' }, 'lines')?.value).toBeNull();
    expect(field({ ...empty, kind: 'product' }, 'service_label')).toBeUndefined();
  });
  it('shows an urgency once somebody said it, not the one every draft starts with', () => {
    expect(field(empty, 'priority')?.value).toBeNull();
    expect(field({ ...empty, priority: 'urgent', field_turns: { priority: 4 } }, 'priority')?.value).toBe('urgent');
  });
  it('says what is being asked for', () => {
    expect(field({ ...empty, missing: ['service_category', 'address'] }, 'service_label')?.isMissing).toBe(true);
    expect(field({ ...empty, missing: ['address'] }, 'customer_name')?.isMissing).toBe(false);
  });
  it('says an address as it was understood, else as it was heard', () => {
    expect(field({ ...empty, address: { line1: '1 Main St', city: 'Rome', raw: 'x' } }, 'address')?.value).toBe(
      '1 Main St, Rome',
    );
    expect(field({ ...empty, address: { raw: 'one main street', line1: null, city: null } }, 'address')?.value).toBe(
      'one main street',
    );
    expect(field({ ...empty, requested_time: { text: 'tomorrow', from: null } }, 'requested_time')?.value).toBe(
      'tomorrow',
    );
  });
  it('points at the turn under the draft’s or the order’s name of a field', () => {
    expect(turnOf({ 'customer.name': 3 }, 'customer_name')).toBe(3);
    expect(turnOf({ customer_name: 3, 'address.line1': 0 }, 'address')).toBe(0);
    expect(turnOf({ service_category: 2 }, 'service_label')).toBe(2);
    expect(turnOf({}, 'address')).toBeNull();
    expect(turnOf(null, 'address')).toBeNull();
  });
});

describe('a webhook’s body', () => {
  it('is laid out for reading, and never lost', () => {
    expect(readable('CallSid=CA1&From=%2B1555&CallStatus=in-progress')).toBe(
      'CallSid = CA1\nFrom = +1555\nCallStatus = in-progress',
    );
    expect(readable('{"type":"audio"}')).toBe('{\n  "type": "audio"\n}');
    expect(readable('{broken')).toBe('{broken');
  });
});

describe('the end of a call', () => {
  it('is told in words, also one that a provider adds', () => {
    expect(endText('agent_hangup')).toBe('the agent hung up');
    expect(endText('cut_by_moon')).toBe('cut by moon');
  });
});
