import { describe, expect, it } from 'vitest';
import { instantIn, shownIn } from './zone';

describe('an hour of a day', () => {
  it.each([
    ['2026-11-24', '15:00', 'America/New_York', '2026-11-24T15:00:00-05:00'],
    ['2026-07-24', '00:30', 'America/New_York', '2026-07-24T00:30:00-04:00'],
    ['2026-11-24', '23:45', 'Asia/Kathmandu', '2026-11-24T23:45:00+05:45'],
    ['2026-11-24', '15:00', 'UTC', '2026-11-24T15:00:00+00:00'],
  ])('%s %s in %s is that hour there, and is read as it', (day, clock, zone, expected) => {
    expect(instantIn(day, clock, zone)).toBe(expected);
    expect(shownIn(new Date(expected).toISOString(), zone)).toEqual({ day, clock });
  });
  it.each([
    ['2026-03-08', '01:59', '2026-03-08T01:59:00-05:00'],
    ['2026-03-08', '02:30', '2026-03-08T03:30:00-04:00'],
    ['2026-03-08', '03:00', '2026-03-08T03:00:00-04:00'],
    ['2026-11-01', '00:59', '2026-11-01T00:59:00-04:00'],
    ['2026-11-01', '01:30', '2026-11-01T01:30:00-04:00'],
    ['2026-11-01', '02:00', '2026-11-01T02:00:00-05:00'],
  ])('%s %s is found where the clocks change', (day, clock, expected) => {
    expect(instantIn(day, clock, 'America/New_York')).toBe(expected);
  });
});
