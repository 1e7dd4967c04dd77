import { contentsVersion, type OrderRow } from '../orders/order';
import type { LiveEvent } from './events';

/** What was read, and the log position it is true at. */
export interface Stamped<T> {
  value: T;
  position: number | null;
}

/** A page of a list, as the API answers it. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/**
 * Puts an event's facts into an order that was read before it, at once, while the whole order is read again behind it.
 * An event that the read already knew, or that is about another order, changes nothing (the same object comes back).
 */
export function mergeOrder<T extends OrderRow>(order: T, event: LiveEvent): T {
  const { body } = event;
  if (body['order_id'] !== order.id) return order;
  const version = typeof body['version'] === 'number' ? body['version'] : null;
  if (version !== null && version <= order.version) return order;
  const to = typeof body['to'] === 'string' && event.kind === 'order.status_changed' ? body['to'] : order.status;
  return {
    ...order,
    status: to,
    stage: typeof body['stage'] === 'string' ? body['stage'] : order.stage,
    vendor_id: 'vendor_id' in body ? (body['vendor_id'] as string | null) : order.vendor_id,
    updated_at: event.at,
    version: version ?? order.version,
    contents_version: contentsVersion(order),
  };
}

/** The same for a list: only the row in question changes identity. */
export function mergeOrders(page: Page<OrderRow>, event: LiveEvent): Page<OrderRow> {
  const items = page.items.map((order) => mergeOrder(order, event));
  return items.some((order, index) => order !== page.items[index]) ? { ...page, items } : page;
}

/** An event counts for what was read only when it came later. */
export function isNews(stamped: Stamped<unknown>, event: LiveEvent): boolean {
  return stamped.position === null || event.position > stamped.position;
}

/** Whether something held was read before a position: what happened up to there may be missing in it. */
export function isOlder(held: unknown, position: number): boolean {
  if (typeof held !== 'object' || held === null) return false;
  const reads: readonly unknown[] = 'pages' in held && Array.isArray(held.pages) ? held.pages : [held];
  return reads.some((read) => {
    const at = (read as Partial<Stamped<unknown>> | null)?.position;
    return typeof at === 'number' && at < position;
  });
}
