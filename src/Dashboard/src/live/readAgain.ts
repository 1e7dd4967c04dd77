import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { isOlder } from './merge';

/**
 * Reads again what an event made old. A first read that is under way is not begun anew by that: it may have been
 * answered before the event, so what it brings is looked at by its position.
 */
export async function readAgain(queries: QueryClient, key: QueryKey, position: number): Promise<void> {
  await queries.invalidateQueries({ queryKey: key });
  await queries.invalidateQueries({ queryKey: key, predicate: ({ state }) => isOlder(state.data, position) });
}
