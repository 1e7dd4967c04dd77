import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, newKey } from '../http/client';
import { queries } from '../http/queries';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import { sayDone, sayFailed } from '../shell/Failed';
import type { Job, JobRun } from './jobs';

const PollMs = 15_000;

export function useJobs(limit = 50) {
  return useInfiniteQuery({
    queryKey: ['jobs', limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read<Page<Job>>(`/api/v1/jobs?${paged(limit, pageParam)}`, signal),
    getNextPageParam: (last) => last.value.next_cursor,
    refetchInterval: PollMs,
  });
}

export function useRuns(jobId: string) {
  return useInfiniteQuery({
    queryKey: ['job-runs', jobId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      read<Page<JobRun>>(`/api/v1/jobs/${jobId}/runs?${paged(20, pageParam)}`, signal),
    getNextPageParam: (last) => last.value.next_cursor,
    refetchInterval: PollMs,
  });
}

/** Has a job run now. One intent has one key, however often it is sent. */
export function useRunNow(job: Job, onDone: () => void) {
  const [idempotencyKey] = useState(newKey);
  return useMutation({
    mutationFn: () => ask<Job>(`/api/v1/jobs/${job.id}/run`, { method: 'POST', idempotencyKey }),
    onSuccess: () => {
      sayDone('It runs as soon as it can.');
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      onDone();
    },
    onError: (error) => sayFailed(error),
  });
}

function paged(limit: number, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== null) query.set('cursor', cursor);
  return query.toString();
}
