import { describe, expect, it } from 'vitest';
import { daysText, nextText, placeOf, progressOf, stateOfJob, willDo, type Job, type JobRun } from './jobs';

const job: Job = {
  id: 'j',
  job: 'daily-sales',
  shop_id: 's',
  timezone: 'America/New_York',
  state: 'on_time',
  last_period: '2026-10-31',
  through: '2026-11-01T04:00:00Z',
  next_period: '2026-11-01',
  next_at: '2026-11-02T07:00:00Z',
  due_at: '2026-11-02T07:00:00Z',
  behind: 0,
  runs: 3,
  periods: 12,
  failures: 0,
  trouble: null,
  last_finished_at: null,
  asked_by: null,
  asked_at: null,
  version: 4,
};

describe('a job', () => {
  it('says when its next day closes as the clocks of its shop will show it, after they went back', () => {
    expect(nextText(job, Date.parse('2026-11-02T05:00:00Z'))).toBe('2 Nov, 02:00 (in 2 h), for Sun 1 Nov');
  });

  it('shows how far it has come while days are due, and nothing when none is', () => {
    expect(progressOf(job)).toBeNull();
    expect(progressOf({ ...job, behind: 4 })).toEqual({ percent: 75, text: '12 of 16 days closed, 4 to go' });
  });

  it('has a colour of its own for trouble', () => {
    expect(stateOfJob({ ...job, state: 'failing' })).toEqual({ text: 'failing', color: 'red' });
    expect(stateOfJob(job).color).toBe('teal');
  });

  it('of no shop is of the account, or of what belongs to no shop', () => {
    expect(placeOf({ ...job, job: 'nightly-snapshot', shop_id: null })).toBe('The whole account');
    expect(placeOf({ ...job, job: 'transcript-cleanup', shop_id: null })).toBe('The whole account');
    expect(placeOf({ ...job, shop_id: null })).toBe('Without a shop');
  });

  it('says before it is run what that will do', () => {
    expect(willDo({ ...job, behind: 4 })).toBe('4 days to close: they are due.');
    expect(willDo(job)).toContain('Sat 31 Oct is counted again');
    expect(willDo({ ...job, last_period: null })).toContain('nothing to close');
    expect(willDo({ ...job, job: 'stock-check' })).toContain('What differs becomes an alert');
    expect(willDo({ ...job, job: 'nightly-snapshot' })).toContain('restored once');
    expect(willDo({ ...job, job: 'snapshot-cleanup' })).toContain('always stays');
    expect(willDo({ ...job, job: 'transcript-cleanup' })).toContain('for good');
  });
});

describe('a run', () => {
  const run = { first_period: null, last_period: null, periods: 0 } as JobRun;
  it('names the days that it did', () => {
    expect(daysText(run)).toBe('no day');
    expect(daysText({ ...run, first_period: '2026-10-31', last_period: '2026-10-31', periods: 1 })).toBe('Sat 31 Oct');
    expect(daysText({ ...run, first_period: '2026-10-01', last_period: '2026-10-31', periods: 31 })).toBe(
      'Thu 1 Oct – Sat 31 Oct (31)',
    );
  });
});
