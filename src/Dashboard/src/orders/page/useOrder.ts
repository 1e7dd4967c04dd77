import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../../http/client';
import { Problem } from '../../http/problem';
import { changed, queries } from '../../http/queries';
import type { Stamped } from '../../live/merge';
import { read } from '../../live/read';
import { sayFailed } from '../../shell/Failed';
import type { HistoryEntry, Offer, Order, Payment } from '../order';

export function useOrder(id: string) {
  return useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => read<Order>(`/api/v1/orders/${id}`, signal),
    select: ({ value }) => value,
  });
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: ['order', id, 'history'],
    queryFn: ({ signal }) => read<{ items: HistoryEntry[] }>(`/api/v1/orders/${id}/history`, signal),
    select: ({ value }) => value.items,
  });
}

export function usePayments(id: string) {
  return useQuery({
    queryKey: ['order', id, 'payments'],
    queryFn: ({ signal }) => read<{ items: Payment[] }>(`/api/v1/orders/${id}/payments`, signal),
    select: ({ value }) => value.items,
  });
}

/** Null where offers can't be read (an account without dispatch). */
export function useOffers(id: string, isOn: boolean) {
  return useQuery({
    queryKey: ['order', id, 'offers'],
    enabled: isOn,
    queryFn: async ({ signal }) => {
      try {
        return await read<{ items: Offer[] }>(`/api/v1/orders/${id}/offers`, signal);
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    select: (held) => held?.value.items ?? null,
  });
}

export interface Move {
  status: string;
  note?: string;
  reason?: string;
  dealing_price?: number;
  tracking_number?: string;
  carrier?: string;
}

/** A change of an order: sent with the version it was decided on, and shown as soon as it is answered. */
export function useOrderCommand<T>(
  order: Order,
  send: (input: T) => { path: string; method: 'PATCH' | 'POST'; body: unknown },
) {
  return useMutation({
    mutationFn: (input: T) => {
      const { path, method, body } = send(input);
      const url = `/api/v1/orders/${order.id}${path}`;
      return ask<Order | null>(url, { method, body, version: order.version });
    },
    onSuccess: ({ value, position }) => {
      if (value !== null && value.id === order.id) {
        queries.setQueryData<Stamped<Order>>(['order', order.id], { value, position });
      }
      void changed(['order', order.id]);
    },
    onError: (error) => {
      const hasMovedOn = error instanceof Problem && (error.status === 412 || error.status === 409);
      sayFailed(error, hasMovedOn ? 'The order has moved on; look again' : undefined);
      if (hasMovedOn) void changed(['order', order.id]);
    },
  });
}
