import { QueryClient, type QueryKey } from '@tanstack/react-query';
import { Problem } from './problem';

const TriesMax = 3;

/** One cache for the whole app. Live events keep it fresh, so nothing refetches merely because a window got focus. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (tries, error) => tries < TriesMax && worthRetrying(error),
      retryDelay: (tries) => Math.min(500 * 2 ** tries, 4_000),
    },
  },
});

/**
 * Reads again what a command changed. A first read that is under way, for which an invalidation only waits, begins anew:
 * it may have been answered before the command was.
 */
export async function changed(...keys: QueryKey[]): Promise<void> {
  await Promise.all(
    keys.map(async (queryKey) => {
      await queries.cancelQueries({ queryKey });
      await queries.invalidateQueries({ queryKey });
    }),
  );
}

/** A refusal stays a refusal; only a server or a network that was gone may be back. */
export function worthRetrying(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 503 || error.status === 429);
}
