import { describe, expect, it } from 'vitest';
import { Problem } from '../../http/problem';
import { believedStatus, verdictOf, withoutRefused, type Entry } from './outbox';
import { fitted } from './photo';
import { mapLink, timeLeft } from './work';

const entry = (key: string, change: Partial<Entry> = {}): Entry => ({
  key,
  orderId: 'a',
  what: 'status',
  label: '',
  body: null,
  image: null,
  version: null,
  at: 0,
  ...change,
});
const problem = (status: number, code = '') => new Problem(status, code, '');

describe('what the vendor did', () => {
  it('waits while nobody answers, and is dropped only when it is refused', () => {
    for (const status of [0, 401, 429, 500, 503]) expect(verdictOf(problem(status)).kind).toBe('wait');
    for (const status of [400, 403, 404, 422]) expect(verdictOf(problem(status)).kind).toBe('refused');
    expect(verdictOf(problem(409, 'offer-taken')).kind).toBe('refused');
    expect(verdictOf(problem(409, 'idempotency-key-in-flight')).kind).toBe('wait');
    expect(verdictOf(problem(412)).kind).toBe('rebase');
    expect(() => verdictOf(new RangeError('a bug'))).toThrow('a bug');
  });

  it('takes later moves of the same order with it when it is refused, but no pictures and no other orders', () => {
    const refused = entry('1');
    const rest = withoutRefused(
      [refused, entry('2'), entry('3', { what: 'image' }), entry('4', { orderId: 'b' })],
      refused,
    );
    expect(rest.map(({ key }) => key)).toEqual(['3', '4']);
  });

  it('is believed before it is sent', () => {
    const waiting = [entry('1', { body: { status: 'on_way' } }), entry('2', { body: { status: 'processing' } })];
    expect(believedStatus('accepted', 'a', waiting)).toBe('processing');
    expect(believedStatus('accepted', 'b', waiting)).toBe('accepted');
  });
});

describe('an offer’s clock', () => {
  const offer = { offered_at: '2026-11-21T10:00:00Z', expires_at: '2026-11-21T10:01:00Z' };
  it('runs down and stops at nothing', () => {
    expect(timeLeft(offer, Date.parse('2026-11-21T10:00:15Z'))).toEqual({ ms: 45_000, share: 0.75 });
    expect(timeLeft(offer, Date.parse('2026-11-21T11:00:00Z')).ms).toBe(0);
    expect(timeLeft({ ...offer, expires_at: null }, 0).share).toBe(1);
  });
});

describe('a picture', () => {
  it('keeps its shape and never grows', () => {
    expect(fitted(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitted(800, 600, 1600)).toEqual({ width: 800, height: 600 });
    expect(fitted(3000, 2, 1600)).toEqual({ width: 1600, height: 1 });
  });
});

describe('the way to a job', () => {
  it('goes by place when it is known, else by words', () => {
    const address = {
      line1: '1 Main St',
      line2: null,
      city: 'Rome',
      state: null,
      postal_code: null,
      country: null,
      raw: null,
    };
    expect(mapLink({ address, location: { latitude: 1.5, longitude: -2 } })).toBe('geo:1.5,-2?q=1.5,-2');
    expect(mapLink({ address, location: null })).toBe('geo:0,0?q=1%20Main%20St%2C%20Rome');
    expect(mapLink({ address: null })).toBeNull();
  });
});
