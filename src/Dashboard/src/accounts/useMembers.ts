import { useQuery } from '@tanstack/react-query';
import { readAll } from '../live/readAll';
import type { Role } from './me';

export interface Member {
  user_id: string;
  email: string;
  name: string | null;
  role: Role;
  shop_id: string | null;
  version?: number;
}

/** Who works in this account, for who may know. */
export function useMembers(mayKnow = true) {
  return useQuery({
    queryKey: ['members'],
    enabled: mayKnow,
    queryFn: ({ signal }) => readAll<Member>('/api/v1/members', signal),
    select: ({ value }) => value,
  });
}
