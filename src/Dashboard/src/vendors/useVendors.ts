import { useQuery } from '@tanstack/react-query';
import { readAll } from '../live/readAll';
import type { Vendor } from './vendor';

export function useVendors() {
  return useQuery({
    queryKey: ['vendors'],
    queryFn: ({ signal }) => readAll<Vendor>('/api/v1/vendors', signal),
    select: ({ value }) => value,
    // Presence decays without an event.
    refetchInterval: 30_000,
  });
}
