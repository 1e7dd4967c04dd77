import type { Wanted } from '../format/wanted';

/** What anybody with the number may know. */
export interface Stub {
  order_number: string;
  kind?: 'service' | 'product';
  status: string;
  stage: string;
  /** An index into `steps`, counted from 0, or the step's own word. */
  step: number | string;
  steps: (string | { status: string; at?: string | null; label?: string })[];
  eta: string | null;
}

/** What a customer said of the work, 1 to 5 stars. */
export interface Rated {
  stars: number;
  comment: string | null;
  at: string;
}

/** What somebody who proved to be the customer sees too. */
export interface Tracked extends Stub {
  customer?: { name: string | null } | null;
  address?: {
    line1?: string | null;
    city?: string | null;
    raw?: string | null;
    state: string | null;
    line2: string | null;
    postal_code: string | null;
    country: string | null;
  } | null;
  service_label?: string | null;
  description?: string | null;
  requested_time?: Wanted | null;
  /** In which its times are meant; a stub has none. */
  timezone?: string;
  lines?: { line_no: number; name: string; quantity: number; total_minor: number }[];
  currency?: string;
  amount_minor?: number | null;
  amount_kind?: string | null;
  vendor_name?: string | null;
  tracking_number?: string | null;
  carrier?: string | null;
  customer_notes?: string | null;
  history?: { at: string; kind: string; to: string | null; note: string | null }[];
  images?: { no: number; url: string }[];
  rating?: Rated | null;
  /** Whether the customer may rate it now, or change what was said. */
  may_rate?: boolean;
  /** Whether the customer may cancel it now. */
  may_cancel?: boolean;
  /** Shows the order again without the proof. */
  token?: string;
}

export interface Step {
  name: string;
  at: string | null;
  isDone: boolean;
  isHere: boolean;
}

/** The steps as they are drawn; what was cancelled stops where it was. */
export function drawnSteps(stub: Stub): Step[] {
  const names = stub.steps.map((step) => (typeof step === 'string' ? step : step.status));
  const here =
    names.indexOf(stub.status) >= 0
      ? names.indexOf(stub.status)
      : typeof stub.step === 'number'
        ? stub.step
        : names.indexOf(stub.step);
  return names.map((name, index) => {
    const step = stub.steps[index];
    return {
      name,
      at: typeof step === 'object' ? (step.at ?? null) : null,
      isDone: index < here || (index === here && index === names.length - 1),
      isHere: index === here,
    };
  });
}

const sentences: Readonly<Record<string, string>> = {
  new: 'We have your order and are finding somebody for it.',
  pending: 'We have your order.',
  accepted: 'Somebody has taken your order.',
  confirmed: 'Your order is confirmed.',
  on_way: 'They are on the way to you.',
  processing: 'Work on your order is going on.',
  packaged: 'Your order is packed.',
  shipped: 'Your order is on its way to you.',
  completed: 'Done. Thank you for your order.',
  delivered: 'Delivered. Thank you for your order.',
  cancelled: 'This order was cancelled.',
  expired: 'This order was not confirmed in time.',
};

export function sentence(status: string): string {
  return sentences[status] ?? 'Your order is being looked after.';
}

/** `ord-2026-42`, `ORD 2026 000042` → the way a number is written. */
export function normalNumber(typed: string): string {
  const parts = /^\s*(?:ord)?[\s-]*(\d{4})[\s-]+(\d{1,12})\s*$/i.exec(typed);
  return parts ? `ORD-${parts[1]}-${(parts[2] ?? '').padStart(6, '0')}` : typed.trim().toUpperCase();
}
