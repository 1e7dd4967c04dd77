import { describe, expect, it } from 'vitest';
import { alarming, barsOf, lastGood, nightText, size, stateOfSnapshot, type Snapshot } from './snapshots';

const now = Date.parse('2026-11-21T12:00:00Z');
const one: Snapshot = {
  id: '1',
  cause: 'nightly',
  first_period: '2026-11-20',
  last_period: '2026-11-20',
  taken_at: '2026-11-21T03:00:01Z',
  rows: 10,
  bytes: 4_812_331,
  file: 'f',
  state: 'verified',
  drilled_at: '2026-11-21T03:00:03Z',
  drill_ms: 2140,
  fault: null,
  reason: null,
  progress: null,
  deleted_why: null,
};

describe('a snapshot', () => {
  it('says its size in as many figures as one can tell apart', () => {
    expect([0, 999, 1000, 4_812_331, 99_600_000, 1_234_567_890].map(size)).toEqual([
      '0 bytes',
      '999 bytes',
      '1 kB',
      '4.8 MB',
      '100 MB',
      '1.2 GB',
    ]);
  });

  it('names the night it stands for, or all that were missed', () => {
    expect(nightText(one, now)).toBe('Night after 20 Nov');
    expect(nightText({ ...one, first_period: '2026-10-22' }, now)).toBe('30 nights, 22 Oct – 20 Nov');
    expect(nightText({ ...one, first_period: null, last_period: null }, now)).toBe('Asked for');
  });

  it('is loud when it cannot be restored', () => {
    expect(stateOfSnapshot('failed').color).toBe('red');
  });
});

describe('snapshots', () => {
  const failed: Snapshot = { ...one, id: '2', state: 'failed' };

  it('warn of what failed until a good one follows', () => {
    expect(alarming([failed, one])).toEqual([failed]);
    expect(alarming([one, failed])).toEqual([]);
    expect(alarming([failed])).toEqual([failed]);
    expect(lastGood([failed, one])).toBe(one);
    expect(lastGood([failed])).toBeUndefined();
  });

  it('are a picture of sizes, the oldest on the left', () => {
    expect(barsOf([one, { ...failed, bytes: one.bytes / 2 }]).map(({ share }) => share)).toEqual([0.5, 1]);
    expect(barsOf([])).toEqual([]);
  });
});
