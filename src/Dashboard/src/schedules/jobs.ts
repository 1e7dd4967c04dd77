import { ahead, momentIn, weekday } from '../format/time';
import { plural } from '../format/words';

/** Recurring work, as `GET /api/v1/jobs` says it. Periods are days of the job's own zone. */
export interface Job {
  id: string;
  job: string;
  shop_id: string | null;
  timezone: string;
  state: JobState;
  last_period: string | null;
  through: string;
  next_period: string;
  next_at: string;
  due_at: string;
  behind: number;
  runs: number;
  periods: number;
  failures: number;
  trouble: string | null;
  last_finished_at: string | null;
  asked_by: string | null;
  asked_at: string | null;
  version: number;
}

export type JobState = 'on_time' | 'catching_up' | 'waiting' | 'asked' | 'failing';

export interface JobRun {
  run_no: number;
  cause: 'schedule' | 'asked' | 'again';
  actor: string;
  started_at: string;
  finished_at: string;
  duration_ms: number;
  first_period: string | null;
  last_period: string | null;
  periods: number;
  note: string | null;
  error: string | null;
}

const stateWords: Readonly<Record<JobState, readonly [string, string]>> = {
  on_time: ['on time', 'teal'],
  catching_up: ['catching up', 'blue'],
  waiting: ['waiting', 'orange'],
  asked: ['asked to run', 'blue'],
  failing: ['failing', 'red'],
};

export function stateOfJob({ state }: Job): { text: string; color: string } {
  const [text, color] = stateWords[state];
  return { text, color };
}

/** How much of what is due is done; null when nothing is due. */
export function progressOf({ periods, behind }: Job): { percent: number; text: string } | null {
  if (behind === 0) return null;
  const all = periods + behind;
  return { percent: (periods / all) * 100, text: `${periods} of ${plural(all, 'day')} closed, ${behind} to go` };
}

/** "22 Nov, 02:00 (in 9 h), for Sat 21 Nov". */
export function nextText(job: Job, now: number): string {
  return `${momentIn(job.next_at, job.timezone)} (${ahead(job.next_at, now)}), for ${weekday(job.next_period)}`;
}

/** Whose work it is when it is no shop's. */
export function placeOf(job: Job): string {
  return job.job === 'daily-sales' ? 'Without a shop' : 'The whole account';
}

/** What a run that is asked for now will do. */
export function willDo(job: Job): string {
  if (job.job === 'nightly-snapshot') {
    return 'The whole account is copied into a file now, and the file is restored once to see that it can be. The night keeps its own.';
  }
  if (job.job === 'snapshot-cleanup') {
    return 'Snapshots that are older than they are kept for are let go. The last one that restores always stays.';
  }
  if (job.job === 'transcript-cleanup') {
    return 'What was said on calls that are older than the settings keep it for is let go, for good. Who called and what came of it stay.';
  }
  if (job.job === 'stock-check') {
    return 'Every item is counted again from its movements and promises. What differs becomes an alert; nothing is changed.';
  }
  if (job.behind > 0) return `${plural(job.behind, 'day')} to close: ${job.behind === 1 ? 'it is' : 'they are'} due.`;
  const today = `${weekday(job.next_period)} stays open until it is over.`;
  return job.last_period === null
    ? `No day is due yet, so there is nothing to close. ${today}`
    : `No day is due. ${weekday(job.last_period)} is counted again, which changes nothing unless it was wrong. ${today}`;
}

/** The days that a run did. */
export function daysText({ first_period: first, last_period: last, periods }: JobRun): string {
  if (first === null || last === null) return 'no day';
  return first === last ? weekday(first) : `${weekday(first)} – ${weekday(last)} (${periods})`;
}
