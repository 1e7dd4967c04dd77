import { describe, expect, it } from 'vitest';
import { minorOf, money } from './money';
import { phone } from './phone';
import { ago, ahead, dueText, clockIn, duration, momentIn, plainDate, weekday } from './time';
import { initials, named, words } from './words';

describe('money', () => {
  it('is written as its currency is', () => {
    expect(money(9999, 'USD')).toBe('$99.99');
    expect(money(500, 'JPY')).toBe('¥500');
    expect(money(1234567, 'EUR', true)).toBe('€12,346');
  });
  it('is a dash when there is none, which is not zero', () => {
    expect(money(null, 'USD')).toBe('–');
    expect(money(0, 'USD')).toBe('$0.00');
  });
  it('is read in either decimal sign, and refused when it is not an amount', () => {
    expect(minorOf('12,50', 'USD')).toBe(1250);
    expect(minorOf(19.99, 'USD')).toBe(1999);
    expect(minorOf('12.505', 'USD')).toBeNull();
    expect(minorOf('1.5', 'JPY')).toBeNull();
    expect(minorOf('-3', 'USD')).toBeNull();
    expect(minorOf('about 20', 'USD')).toBeNull();
  });
});

describe('phones', () => {
  it('are grouped as people read them', () => {
    expect(phone('+12125550100')).toBe('(212) 555-0100');
    expect(phone('+442071838750')).toBe('+44 207 183 8750');
    expect(phone('anonymous')).toBe('anonymous');
    expect(phone(null)).toBe('–');
  });
});

describe('time', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  it('ago says as little as it can', () => {
    expect(ago('2026-11-21T11:59:40Z', now)).toBe('now');
    expect(ago('2026-11-21T11:56:00Z', now)).toBe('4 min');
    expect(ago('2026-11-21T09:00:00Z', now)).toBe('3 h');
    expect(ago('2026-11-19T12:00:00Z', now)).toBe('2 d');
    expect(ago('2025-03-05T12:00:00Z', now)).toBe('5 Mar 2025');
  });
  it('durations count up like a clock', () => {
    expect(duration(42_000)).toBe('0:42');
    expect(duration(725_000)).toBe('12:05');
    expect(duration(3_729_000)).toBe('1:02:09');
    expect(duration(-5)).toBe('0:00');
  });
  it('a day of the calendar is that day in every zone', () => {
    expect(plainDate('2026-11-01', now)).toBe('1 Nov');
    expect(plainDate('2025-01-01', now)).toBe('1 Jan 2025');
    expect(weekday('2026-11-21')).toBe('Sat 21 Nov');
  });
  it('is told as clocks show it elsewhere, on either side of a change', () => {
    expect(momentIn('2026-11-02T07:00:00Z', 'America/New_York')).toBe('2 Nov, 02:00');
    expect(clockIn('2026-11-01T06:00:00Z', 'America/New_York')).toBe('01:00');
    expect(clockIn('2026-11-01T05:00:00Z', 'America/New_York')).toBe('01:00');
    expect(clockIn('2026-11-21T20:15:00Z', 'Asia/Kathmandu')).toBe('02:00');
  });
  it('what is due says how late it is, and is not mistaken for what is due soon', () => {
    expect(dueText('2026-11-21T11:59:40Z', now)).toBe('due now');
    expect(dueText('2026-11-21T11:56:00Z', now)).toBe('4 min late');
    expect(dueText('2025-03-05T12:00:00Z', now)).toBe('due 5 Mar 2025');
  });
  it('ahead says as little as ago', () => {
    expect(ahead('2026-11-21T11:00:00Z', now)).toBe('now');
    expect(ahead('2026-11-21T12:04:00Z', now)).toBe('in 4 min');
    expect(ahead('2026-11-21T21:00:00Z', now)).toBe('in 9 h');
    expect(ahead('2026-11-24T12:00:00Z', now)).toBe('in 3 d');
  });
});

describe('words', () => {
  it('are read out of codes and names', () => {
    expect(words('on_way')).toBe('On way');
    expect(words('offer-taken')).toBe('Offer taken');
    expect(named('ConsumerLane')).toBe('Consumer lane');
    expect(named('Order')).toBe('Order');
    expect(initials('Ada Maria Owner')).toBe('AO');
    expect(initials('')).toBe('?');
  });
});
