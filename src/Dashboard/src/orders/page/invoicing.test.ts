import { describe, expect, it } from 'vitest';
import type { Order } from '../order';
import { isInvoiceDue, mayHaveInvoice, waitForInvoice } from './invoicing';

const order = (kind: Order['kind'], stage: string, payment_status: string, amount_minor: number | null = 500) => ({
  kind,
  stage,
  payment_status,
  amount_minor,
});

describe('an invoice', () => {
  it('is asked for only when there can be one', () => {
    expect(mayHaveInvoice(order('service', 'open', 'paid'))).toBe(false);
    expect(mayHaveInvoice(order('service', 'done', 'unpaid', null))).toBe(false);
    expect(mayHaveInvoice(order('service', 'done', 'unpaid'))).toBe(true);
    expect(mayHaveInvoice(order('product', 'done', 'unpaid'))).toBe(false);
    expect(mayHaveInvoice(order('product', 'done', 'refunded'))).toBe(true);
  });
  it('is waited for where it is bound to come', () => {
    expect(isInvoiceDue(order('service', 'done', 'unpaid'))).toBe(true);
    expect(isInvoiceDue(order('product', 'done', 'paid'))).toBe(true);
    expect(isInvoiceDue(order('product', 'done', 'partially_refunded'))).toBe(false);
    expect(isInvoiceDue(order('product', 'in_progress', 'paid'))).toBe(false);
  });
  it('gets a moment to come', () => {
    const done = '2026-11-22T10:00:00Z';
    expect(waitForInvoice(done, Date.parse(done) + 500)).toBe(1_000);
    expect(waitForInvoice(done, Date.parse(done) + 5_000)).toBe(0);
    // A clock that is behind says nothing about the order.
    expect(waitForInvoice(done, Date.parse(done) - 60_000)).toBe(0);
  });
});
