import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import type { Shop } from './shop';

export function useShops() {
  return useQuery({
    queryKey: ['shops'],
    queryFn: ({ signal }) => read<Page<Shop>>('/api/v1/shops?limit=200', signal),
    select: ({ value }) => value.items,
  });
}

/** Names by id, for lists that show whose order or call it is. */
export function useShopNames(): ReadonlyMap<string, string> {
  const { data } = useShops();
  return useMemo(() => new Map((data ?? []).map((shop) => [shop.id, shop.name])), [data]);
}
