import { useQuery } from '@tanstack/react-query';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import type { Vendor } from './vendor';

export function useVendors() {
  return useQuery({
    queryKey: ['vendors'],
    queryFn: ({ signal }) => read<Page<Vendor>>('/api/v1/vendors?limit=200', signal),
    select: ({ value }) => value.items,
    // Presence decays without an event.
    refetchInterval: 30_000,
  });
}
