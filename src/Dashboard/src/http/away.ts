import {
  notifyManager,
  type Query,
  type QueryObserverLoadingErrorResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { queries, worthRetrying } from './queries';

const AgainMs = 5_000;

/**
 * There is nothing to show: it was never read, or is refused now. What was read before stays on the screen, and what was
 * typed into it, while the server is only away.
 */
export function isLost<T, E>(query: UseQueryResult<T, E>): query is QueryObserverLoadingErrorResult<T, E> {
  return query.isError && (query.data === undefined || !worthRetrying(query.error));
}

/** Of what is on the screen: all was read, something was not, or something is shown that could not be read again. */
export type Reading = 'fine' | 'failed' | 'old';

/** How reading goes; what failed because the server was away is read again every few seconds. */
export function useReading(): Reading {
  const reading = useSyncExternalStore(subscribe, readingNow);
  const isFine = reading === 'fine';
  useEffect(() => {
    if (isFine) return undefined;
    const timer = setInterval(() => void queries.refetchQueries({ predicate: hasFailed, type: 'active' }), AgainMs);
    return () => clearInterval(timer);
  }, [isFine]);
  return reading;
}

export function readingNow(): Reading {
  const failed = queries.getQueryCache().findAll({ type: 'active', predicate: hasFailed });
  if (failed.length === 0) return 'fine';
  return failed.some(({ state }) => state.data !== undefined) ? 'old' : 'failed';
}

const subscribe = (changed: () => void) => queries.getQueryCache().subscribe(notifyManager.batchCalls(changed));

const hasFailed = ({ state }: Query) => state.status === 'error' && worthRetrying(state.error);
