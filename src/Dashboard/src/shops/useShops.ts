import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readAll } from '../live/readAll';
import type { Shop } from './shop';

export function useShops() {
  return useQuery({
    queryKey: ['shops'],
    queryFn: ({ signal }) => readAll<Shop>('/api/v1/shops', signal),
    select: ({ value }) => value,
  });
}

/** Names by id, for lists that show whose order or call it is. */
export function useShopNames(): ReadonlyMap<string, string> {
  const { data } = useShops();
  return useMemo(() => new Map((data ?? []).map((shop) => [shop.id, shop.name])), [data]);
}
