import { useQuery } from '@tanstack/react-query';
import { live } from '../live/connection';
import type { Stamped } from '../live/merge';
import { read } from '../live/read';
import type { DailySales } from './sales';

const PollMs = 60_000;
const CountingMs = 1_000;

/** Days of sales, kept fresh: today's figures are counted a moment after what happened. */
export function useSales(search: URLSearchParams) {
  return useQuery({
    queryKey: ['daily-sales', search.toString()],
    queryFn: ({ signal }) => read<DailySales>(`/api/v1/analytics/daily-sales?${search}`, signal),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (isCounting(state.data, live.seen) ? CountingMs : PollMs),
  });
}

/** Whether something has happened that the figures may not include yet. */
export function isCounting(held: Stamped<DailySales> | undefined, seen: number | null): boolean {
  if (held === undefined) return false;
  const { value, position } = held;
  return value.complete_through < Math.max(position ?? 0, seen ?? 0);
}
