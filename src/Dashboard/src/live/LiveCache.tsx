import type { InfiniteData } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAccountId } from '../accounts/me';
import { ask } from '../http/client';
import { changed, queries } from '../http/queries';
import type { Order, OrderRow } from '../orders/order';
import { live } from './connection';
import { subjectId, type LiveEvent } from './events';
import { isNews, mergeOrder, mergeOrders, type Page, type Stamped } from './merge';
import { Pacer } from './pacer';
import { readAgain, readOlderAgain } from './readAgain';
import { forgetSpoken } from './spoken';
import { touched } from './touched';

const pacer = new Pacer();

/** Keeps the cache true while it is mounted: joins the stream to what was read and applies each event. */
export function LiveCache({ topics, joinAt }: { topics: readonly string[]; joinAt: string }) {
  const account = useAccountId();
  const wanted = topics.join(' ');
  useEffect(() => {
    let stopped = false;
    const off = [live.on('happened', apply), live.on('resync', readAllAgain)];
    // Any read will do: its position is where the stream takes over, and what was read before it is read again.
    ask(joinAt)
      .then(
        (answer) => answer.position,
        () => null,
      )
      .then((position) => {
        if (stopped) return;
        live.start(wanted.split(' '), position);
        if (position !== null) void readOlderAgain(queries, position);
      });
    const gone = () => live.networkGone();
    window.addEventListener('offline', gone);
    return () => {
      stopped = true;
      off.forEach((stop) => stop());
      window.removeEventListener('offline', gone);
      live.stop();
    };
  }, [wanted, account, joinAt]);
  return null;
}

function readAllAgain(): void {
  void changed([]);
}

function apply(event: LiveEvent): void {
  if (event.kind.startsWith('order.')) mergeIntoOrders(event);
  if (event.kind === 'call.ended') forgetSpoken(subjectId(event.subject));
  for (const { key, paceMs } of touched(event)) {
    pacer.run(JSON.stringify(key), paceMs, () => readAgain(queries, key, event.position));
  }
}

type Orders = InfiniteData<Stamped<Page<OrderRow>>> | Stamped<Page<OrderRow>>;

function mergeIntoOrders(event: LiveEvent): void {
  queries.setQueryData<Stamped<Order>>(['order', subjectId(event.subject)], (held) => {
    if (held === undefined || !isNews(held, event)) return held;
    const value = mergeOrder(held.value, event);
    return value === held.value ? held : { ...held, value };
  });
  queries.setQueriesData<Orders>({ queryKey: ['orders'] }, (held) => {
    if (held === undefined) return held;
    if (!('pages' in held)) return mergePage(held, event);
    const pages = held.pages.map((page) => mergePage(page, event));
    return pages.some((page, index) => page !== held.pages[index]) ? { ...held, pages } : held;
  });
}

function mergePage(held: Stamped<Page<OrderRow>>, event: LiveEvent): Stamped<Page<OrderRow>> {
  if (!isNews(held, event)) return held;
  const value = mergeOrders(held.value, event);
  return value === held.value ? held : { ...held, value };
}
