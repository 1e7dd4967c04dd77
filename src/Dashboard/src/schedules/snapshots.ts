import { plainDate } from '../format/time';
import { plural } from '../format/words';

/** A copy of the account in a file, as `GET /api/v1/snapshots` says it. */
export interface Snapshot {
  id: string;
  cause: 'nightly' | 'asked';
  first_period: string | null;
  last_period: string | null;
  taken_at: string;
  rows: number;
  bytes: number;
  file: string;
  state: SnapshotState;
  drilled_at: string | null;
  drill_ms: number | null;
  fault: string | null;
  reason: string | null;
  progress: number | null;
  deleted_why: string | null;
}

export type SnapshotState = 'verified' | 'failed' | 'verifying' | 'unverified' | 'deleted';

const stateWords: Readonly<Record<SnapshotState, readonly [string, string]>> = {
  verified: ['restores', 'teal'],
  failed: ['cannot be restored', 'red'],
  verifying: ['being restored', 'blue'],
  unverified: ['not tried yet', 'orange'],
  deleted: ['let go', 'gray'],
};

export function stateOfSnapshot(state: SnapshotState): { text: string; color: string } {
  const [text, color] = stateWords[state];
  return { text, color };
}

/** "4.8 MB": three figures at most, in thousands. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : Number(value.toPrecision(2))} ${units[unit]}`;
}

/** The night it stands for, or that somebody asked for it. */
export function nightText({ first_period: first, last_period: last }: Snapshot, now: number): string {
  if (first === null || last === null) return 'Asked for';
  if (first === last) return `Night after ${plainDate(last, now)}`;
  const nights = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  return `${plural(nights, 'night')}, ${plainDate(first, now)} – ${plainDate(last, now)}`;
}

/** The one to go back to: the last that was restored well. */
export function lastGood(snapshots: readonly Snapshot[]): Snapshot | undefined {
  return snapshots.find(({ state }) => state === 'verified');
}

/** Those to warn of: failed, and nothing good since. */
export function alarming(snapshots: readonly Snapshot[]): Snapshot[] {
  const good = snapshots.findIndex(({ state }) => state === 'verified');
  return snapshots.slice(0, good === -1 ? undefined : good).filter(({ state }) => state === 'failed');
}

/** Bars of sizes, the oldest first, each from 0 to 1 of the largest. */
export function barsOf(snapshots: readonly Snapshot[]): { snapshot: Snapshot; share: number }[] {
  const largest = Math.max(1, ...snapshots.map(({ bytes }) => bytes));
  return snapshots.map((snapshot) => ({ snapshot, share: snapshot.bytes / largest })).reverse();
}
