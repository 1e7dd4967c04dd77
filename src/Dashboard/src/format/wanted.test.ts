import { describe, expect, it } from 'vitest';
import { wantedText } from './wanted';

const now = Date.parse('2026-11-23T12:00:00Z');
const newYork = 'America/New_York';
const said = (from: string | null, to: string | null, text: string | null = null, timezone = newYork) =>
  wantedText({ from, to, text }, timezone, now);

describe('when it is wanted', () => {
  it('is a window of the order’s own clocks, and the words', () => {
    expect(said('2026-11-24T20:00:00Z', '2026-11-24T22:00:00Z', 'tomorrow at three')).toBe(
      'Tue 24 Nov, 15:00–17:00 · “tomorrow at three”',
    );
  });
  it('is the day that it is there, whatever day it is elsewhere', () => {
    expect(said('2026-11-25T02:00:00Z', '2026-11-25T04:30:00Z')).toBe('Tue 24 Nov, 21:00–23:30');
    expect(said('2026-11-24T22:00:00Z', '2026-11-24T23:00:00Z', null, 'Asia/Tokyo')).toBe('Wed 25 Nov, 07:00–08:00');
  });
  it('names both days of a window that goes on past midnight', () => {
    expect(said('2026-11-25T03:00:00Z', '2026-11-25T07:00:00Z')).toBe('Tue 24 Nov, 22:00 – Wed 25 Nov, 02:00');
  });
  it('is right on both sides of a change of the clocks, and across it', () => {
    expect(said('2026-03-08T06:30:00Z', '2026-03-08T07:30:00Z')).toBe('Sun 8 Mar, 01:30–03:30');
    expect(said('2026-11-01T04:00:00Z', '2026-11-01T14:00:00Z')).toBe('Sun 1 Nov, 00:00–09:00');
  });
  it('has one hour when there is only one', () => {
    expect(said('2026-11-24T20:00:00Z', null)).toBe('Tue 24 Nov, 15:00');
    expect(said('2026-11-24T20:00:00Z', '2026-11-24T15:00:00-05:00')).toBe('Tue 24 Nov, 15:00');
    expect(said(null, '2026-11-24T20:00:00Z')).toBe('by Tue 24 Nov, 15:00');
  });
  it('has the year when it is another one there', () => {
    expect(said('2027-01-01T15:00:00Z', null)).toBe('Fri 1 Jan 2027, 10:00');
    expect(said('2027-01-01T04:00:00Z', null)).toBe('Thu 31 Dec, 23:00');
  });
  it('is the words alone when nobody could tell what they mean', () => {
    expect(said(null, null, ' when it suits you ')).toBe('“when it suits you”');
  });
  it('is nothing when nothing was said', () => {
    expect(said(null, null, ' ')).toBeNull();
    expect(wantedText(null, newYork, now)).toBeNull();
  });
});
