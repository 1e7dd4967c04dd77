import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { isOlder } from './merge';

/**
 * Reads again what an event made old. A first read that is under way is not begun anew by that: it may have been
 * answered before the event, so what it brings is looked at by its position.
 */
export async function readAgain(queries: QueryClient, key: QueryKey, position: number): Promise<void> {
  await queries.invalidateQueries({ queryKey: key });
  await queries.invalidateQueries({ queryKey: key, predicate: isReadBefore(position) });
}

/** Reads again what was read before a position, and what a first read under way brings that is from before it. */
export async function readOlderAgain(queries: QueryClient, position: number): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ predicate: isReadBefore(position) }),
    queries.refetchQueries({ predicate: isFirstRead }),
  ]);
  await queries.invalidateQueries({ predicate: isReadBefore(position) });
}

// To fetch it joins the read that is under way.
const isFirstRead = ({ state }: Query) => state.data === undefined && state.fetchStatus === 'fetching';

const isReadBefore =
  (position: number) =>
  ({ state }: Query) =>
    isOlder(state.data, position);
