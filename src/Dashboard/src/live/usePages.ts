import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from './merge';
import { read } from './read';

/** A list of the API, page by page, until there is no cursor left. While other filters load, what was there stays. */
export function usePages<T>(key: readonly unknown[], path: string, pollMs?: number) {
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const cursor =
        pageParam === null ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(pageParam)}`;
      return read<Page<T>>(`${path}${cursor}`, signal);
    },
    getNextPageParam: (last) => last.value.next_cursor,
    placeholderData: (before) => before,
    refetchInterval: pollMs,
  });
}
