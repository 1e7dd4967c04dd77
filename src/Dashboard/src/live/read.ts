import { ask } from '../http/client';
import { live } from './connection';
import type { Stamped } from './merge';

const TriesMax = 4;
const PauseMs = 60;

/**
 * Reads something that events will keep fresh. An answer older than an event that this page has already been told of
 * (a node that lags behind) is asked for again, so that the screen never goes back in time.
 */
export async function read<T>(path: string, signal?: AbortSignal): Promise<Stamped<T>> {
  const atLeast = live.seen;
  for (let tries = 1; ; tries++) {
    const { value, position } = await ask<T>(path, { signal });
    const isOld = atLeast !== null && position !== null && position < atLeast;
    if (!isOld || tries === TriesMax) return { value, position };
    await new Promise((resolve) => setTimeout(resolve, PauseMs * tries));
  }
}
