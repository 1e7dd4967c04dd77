import { useMutation, useQuery } from '@tanstack/react-query';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import type { Page } from '../live/merge';
import { sayDone, sayFailed } from '../shell/Failed';
import type { Snapshot } from './snapshots';

const PollMs = 15_000;
const WatchMs = 1_000;

/** The last snapshots whose file is kept; asked more often while one is being restored. */
export function useSnapshots(limit = 30) {
  return useQuery({
    queryKey: ['snapshots', limit],
    queryFn: async ({ signal }) =>
      (await get<Page<Snapshot>>(`/api/v1/snapshots?kept=true&limit=${limit}`, signal)).items,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'verifying') ? WatchMs : PollMs),
  });
}

/** Has a snapshot restored now to see that it can be. */
export function useVerify(snapshot: Snapshot) {
  return useMutation({
    mutationFn: () => ask<Snapshot>(`/api/v1/snapshots/${snapshot.id}/verify`, { method: 'POST' }),
    onSuccess: () => {
      sayDone('It is being restored into a scratch schema.');
      void changed(['snapshots']);
    },
    onError: (error) => sayFailed(error),
  });
}
