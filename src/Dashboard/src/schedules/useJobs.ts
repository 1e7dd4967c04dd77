import { useMutation } from '@tanstack/react-query';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { usePages } from '../live/usePages';
import { sayDone, sayFailed } from '../shell/Failed';
import type { Job, JobRun } from './jobs';

const PollMs = 15_000;

export function useJobs(limit = 50) {
  return usePages<Job>(['jobs', limit], `/api/v1/jobs?limit=${limit}`, PollMs);
}

export function useRuns(jobId: string) {
  return usePages<JobRun>(['job-runs', jobId], `/api/v1/jobs/${jobId}/runs?limit=20`, PollMs);
}

/** Has a job run now. */
export function useRunNow(job: Job, onDone: () => void) {
  return useMutation({
    mutationFn: () => ask<Job>(`/api/v1/jobs/${job.id}/run`, { method: 'POST' }),
    onSuccess: () => {
      sayDone('It runs as soon as it can.');
      void changed(['jobs']);
      onDone();
    },
    onError: (error) => sayFailed(error),
  });
}
