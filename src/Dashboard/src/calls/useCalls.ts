import { useQuery } from '@tanstack/react-query';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import { readAll } from '../live/readAll';
import { usePages } from '../live/usePages';
import { isLive, liveStatuses, type Call, type Turn, type Webhook } from './call';

/** Calls on the line, oldest first, so that cards keep their places. */
export function useLiveCalls(limit: number) {
  const search = new URLSearchParams({ limit: String(limit) });
  for (const status of liveStatuses) search.append('status', status);
  return useQuery({
    queryKey: ['calls', 'live', limit],
    queryFn: ({ signal }) => read<Page<Call>>(`/api/v1/calls?${search}`, signal),
    // A call whose provider never says that it ended is closed by the server's own sweep, which is told late.
    refetchInterval: 30_000,
    select: ({ value }) => value.items.filter(isLive).sort((a, b) => a.started_at.localeCompare(b.started_at)),
  });
}

export function useRecentCalls(limit: number) {
  return useQuery({
    queryKey: ['calls', 'recent', limit],
    queryFn: ({ signal }) => read<Page<Call>>(`/api/v1/calls?limit=${limit}`, signal),
    select: ({ value }) => value.items,
  });
}

export function useCallPages(search: string) {
  return usePages<Call>(['calls', 'pages', search], `/api/v1/calls?${search}`);
}

export function useCall(id: string) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: ({ signal }) => read<Call>(`/api/v1/calls/${id}`, signal),
    select: ({ value }) => value,
  });
}

export function useTurns(callId: string | null, isOn = true) {
  return useQuery({
    queryKey: ['call', callId, 'turns'],
    enabled: isOn && callId !== null,
    queryFn: ({ signal }) => readAll<Turn>(`/api/v1/calls/${callId}/turns`, signal),
    select: ({ value }) => value,
  });
}

export function useCallWebhooks(callId: string) {
  return useQuery({
    queryKey: ['call', callId, 'webhooks'],
    queryFn: ({ signal }) => readAll<Webhook>(`/api/v1/calls/${callId}/webhooks`, signal),
    select: ({ value }) => value,
  });
}
