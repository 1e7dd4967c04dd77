import { useQuery } from '@tanstack/react-query';
import { read } from '../../live/read';
import type { Job, JobOffer } from './work';

const AgainMs = 20_000;

export function useOffers() {
  return useQuery({
    queryKey: ['vendor-work', 'offers'],
    queryFn: ({ signal }) => read<{ items: JobOffer[] }>('/api/v1/vendor/offers?limit=50', signal),
    select: ({ value }) => value.items,
    refetchInterval: AgainMs,
  });
}

export function useJobs() {
  return useQuery({
    queryKey: ['vendor-work', 'jobs'],
    queryFn: ({ signal }) => read<{ items: Job[] }>('/api/v1/vendor/orders?limit=100', signal),
    select: ({ value }) => value.items,
    refetchInterval: AgainMs,
  });
}
