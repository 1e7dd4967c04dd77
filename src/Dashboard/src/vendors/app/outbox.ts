import { Problem } from '../../http/problem';

/** Something the vendor did: sent now, or as soon as there is a connection, exactly once (the key was made with it). */
export interface Entry {
  /** The idempotency key. */
  key: string;
  orderId: string;
  what: 'accept' | 'decline' | 'status' | 'image';
  /** A line for the screen: "Finish ORD-2026-000042". */
  label: string;
  body: Readonly<Record<string, unknown>> | null;
  image: { blob: Blob; kind: 'before' | 'after' } | null;
  /** The version it was decided on. */
  version: number | null;
  at: number;
}

/** What an attempt came to. */
export type Verdict =
  | { kind: 'done' }
  /** No connection, or the server is busy: keep it and try again. */
  | { kind: 'wait' }
  /** The order has a later version only because of what this vendor did before: read it and send again. */
  | { kind: 'rebase' }
  /** The server won't ever take it: say so and drop it, and what was built on it. */
  | { kind: 'refused'; problem: Problem };

export function verdictOf(error: unknown): Verdict {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0 || error.status === 429 || error.status === 401 || error.status >= 500)
    return { kind: 'wait' };
  if (error.status === 412 || error.status === 428) return { kind: 'rebase' };
  // The first try is still being worked on by the server; its answer comes with the next try.
  if (error.status === 409 && error.code === 'idempotency-key-in-flight') return { kind: 'wait' };
  return { kind: 'refused', problem: error };
}

/** What is left after an entry was refused: later moves of the same order rested on it, its pictures didn't. */
export function withoutRefused(entries: readonly Entry[], refused: Entry): Entry[] {
  return entries.filter(
    (entry) =>
      entry.key !== refused.key &&
      !(entry.orderId === refused.orderId && entry.what === 'status' && refused.what !== 'image'),
  );
}

/** The status that the vendor believes the order has: the last move that waits, else what the server says. */
export function believedStatus(status: string, orderId: string, entries: readonly Entry[]): string {
  const moves = entries.filter((entry) => entry.orderId === orderId && entry.what === 'status');
  const last = moves.at(-1)?.body?.['status'];
  return typeof last === 'string' ? last : status;
}
