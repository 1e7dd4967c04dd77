import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { changed, queries } from '../http/queries';
import type { Stamped } from '../live/merge';
import { read } from '../live/read';
import { readAll } from '../live/readAll';
import { usePages } from '../live/usePages';
import { sayFailed } from '../shell/Failed';
import type { Item, Movement, Reservation } from './stock';

const PageSize = 50;

export function useItems(shopId: string | null, isLow: boolean) {
  const filters = `${shopId === null ? '' : `&shop_id=${shopId}`}${isLow ? '&low=true' : ''}`;
  return usePages<Item>(['items', 'pages', filters], `/api/v1/items?limit=${PageSize}${filters}`);
}

/** All that a shop has, to choose from. */
export function useShopItems(shopId: string | undefined) {
  return useQuery({
    queryKey: ['items', 'shop', shopId],
    enabled: shopId !== undefined,
    // How many are there changes with every order.
    staleTime: 0,
    queryFn: ({ signal }) => readAll<Item>(`/api/v1/items?shop_id=${shopId}`, signal),
    select: ({ value }) => value,
  });
}

export function useItem(id: string) {
  return useQuery({
    queryKey: ['item', id],
    queryFn: ({ signal }) => read<Item>(`/api/v1/items/${id}`, signal),
    select: ({ value }) => value,
  });
}

export function useMovements(id: string) {
  return usePages<Movement>(['item', id, 'movements'], `/api/v1/stock/${id}/movements?limit=${PageSize}`);
}

export function useReservations(id: string) {
  return usePages<Reservation>(['item', id, 'reservations'], `/api/v1/stock/${id}/reservations?limit=${PageSize}`);
}

/** Holds pieces for a while, or gives a hold back; all about the item is read again. */
export function useHold(itemId: string) {
  const path = `/api/v1/stock/${itemId}/reservations`;
  const onSuccess = () => void changed(['item', itemId]);
  const hold = useMutation({
    mutationFn: (body: { quantity: number; expires_in_seconds: number; reference: string | null }) =>
      ask<Reservation>(path, { method: 'POST', body }),
    onSuccess,
    onError: (error) => {
      if (!(error instanceof Problem) || error.status !== 422) sayFailed(error);
    },
  });
  const giveBack = useMutation({
    mutationFn: (id: string) => ask<null>(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess,
    onError: (error) => {
      sayFailed(error);
    },
  });
  return { hold, giveBack };
}

/** Makes an item; the list is read again. */
export function useMakeItem() {
  return useMutation({
    mutationFn: (body: unknown) => ask<Item>('/api/v1/items', { method: 'POST', body }),
    onSuccess: () => void changed(['items']),
  });
}

/** A change of an item, decided on the version that is shown. */
export function useItemCommand<T>(item: Item, send: (input: T) => { path: string; method: 'PATCH' | 'POST' }) {
  return useMutation({
    mutationFn: (input: T) => {
      const { path, method } = send(input);
      return ask<Item>(path, { method, body: input, version: item.version });
    },
    onSuccess: ({ value, position }) => {
      queries.setQueryData<Stamped<Item>>(['item', item.id], { value, position });
      void changed(['item', item.id]);
    },
    onError: (error) => {
      const hasMovedOn = error instanceof Problem && error.status === 412;
      if (hasMovedOn) void changed(['item', item.id]);
      if (!(error instanceof Problem) || error.status !== 422)
        sayFailed(error, hasMovedOn ? 'The item has moved on; look again' : undefined);
    },
  });
}
