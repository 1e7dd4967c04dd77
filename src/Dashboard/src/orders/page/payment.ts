import { money } from '../../format/money';
import type { Order } from '../order';

type Money = Pick<Order, 'stage' | 'outstanding_minor' | 'paid_minor' | 'refunded_minor'>;

/** What may still be received: nothing for an order that is none yet or none any more. */
export function toReceive(order: Money): number | null {
  return order.stage === 'draft' || order.stage === 'cancelled' ? 0 : order.outstanding_minor;
}

/** What is still to come, in words. */
export function dueText(due: number | null, currency: string): string {
  if (due === null) return 'No price yet';
  return due > 0 ? `${money(due, currency)} still to be paid` : 'Nothing to be paid';
}

/** What may be given back. */
export function toGiveBack(order: Money): number {
  return order.paid_minor - order.refunded_minor;
}

export function paymentColor(order: Pick<Order, 'payment_status' | 'paid_minor'>): string {
  if (order.payment_status === 'paid') return 'teal';
  if (order.payment_status === 'unpaid') return order.paid_minor > 0 ? 'yellow' : 'slate';
  return 'orange';
}
