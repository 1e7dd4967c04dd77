import { describe, expect, it } from 'vitest';
import { dueText, paymentColor, toGiveBack, toReceive } from './payment';

const order = { stage: 'open', outstanding_minor: 49_99, paid_minor: 60_00, refunded_minor: 10_00 };

describe('the money of an order', () => {
  it('is received up to what is outstanding, and only while the order stands', () => {
    expect(toReceive(order)).toBe(49_99);
    expect(toReceive({ ...order, stage: 'cancelled' })).toBe(0);
    expect(toReceive({ ...order, stage: 'draft' })).toBe(0);
    expect(toReceive({ ...order, outstanding_minor: null })).toBeNull();
  });
  it('is not nothing while nobody has said a price', () => {
    expect(dueText(null, 'USD')).toBe('No price yet');
    expect(dueText(0, 'USD')).toBe('Nothing to be paid');
    expect(dueText(49_99, 'USD')).toBe('$49.99 still to be paid');
  });
  it('is given back up to what was kept, also when the order is cancelled', () => {
    expect(toGiveBack({ ...order, stage: 'cancelled' })).toBe(50_00);
  });
  it('shows that a part has come', () => {
    expect(paymentColor({ payment_status: 'unpaid', paid_minor: 0 })).toBe('slate');
    expect(paymentColor({ payment_status: 'unpaid', paid_minor: 1 })).toBe('yellow');
    expect(paymentColor({ payment_status: 'paid', paid_minor: 1 })).toBe('teal');
  });
});
