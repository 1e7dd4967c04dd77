import type { Order } from '../order';

/** An invoice as it was issued (docs/api.md); it never changes, but for names that are erased. */
export interface InvoiceRecord {
  invoice_number: string;
  order_number: string;
  shop_id: string | null;
  customer: { name: string | null; business_name: string | null };
  lines: { line_no: number; name: string; quantity: number; unit_price_minor: number; total_minor: number }[];
  currency: string;
  total_minor: number;
  issued_at: string;
}

type Part = Pick<Order, 'kind' | 'stage' | 'amount_minor' | 'payment_status'>;

/** Whether an invoice is issued, or will be any moment: work that is done, goods that are delivered and paid. */
export function isInvoiceDue(order: Part): boolean {
  return mayHaveInvoice(order) && (order.kind === 'service' || order.payment_status === 'paid');
}

/** Whether it is worth asking for one: also where the money has gone back since. */
export function mayHaveInvoice(order: Part): boolean {
  return (
    order.stage === 'done' &&
    order.amount_minor !== null &&
    (order.kind === 'service' || order.payment_status !== 'unpaid')
  );
}

/** How long to wait before the first question, in milliseconds: the invoice comes a moment after the work is done. */
export function waitForInvoice(updatedAt: string, now: number): number {
  const age = now - Date.parse(updatedAt);
  return age >= 0 && age < InvoiceComesMs ? InvoiceComesMs - age : 0;
}

const InvoiceComesMs = 1_500;
