import type { Wanted } from '../../format/wanted';
import type { Address, OrderLine } from '../../orders/order';

/** An order as its vendor sees it: what to do, where, for whom, and what may be done next. */
export interface Job {
  id: string;
  order_number: string;
  kind: 'service' | 'product';
  status: string;
  stage: string;
  priority: string;
  account_name?: string | null;
  shop_name?: string | null;
  customer: { name: string | null; phone: string | null } | null;
  address: Address | null;
  location?: { latitude: number; longitude: number } | null;
  service_label: string | null;
  service_category: string | null;
  description: string | null;
  customer_notes?: string | null;
  requested_time: Wanted | null;
  /** In which its times are meant. */
  timezone: string;
  lines?: OrderLine[];
  currency: string;
  amount_minor: number | null;
  amount_kind: string | null;
  allowed: string[];
  images?: { kind: 'before' | 'after'; url: string }[] | null;
  updated_at: string;
  version: number;
}

/** An order offered to this vendor: enough to decide, not yet the customer's name and number. */
export interface JobOffer {
  order_id: string;
  order_number: string;
  account_name?: string | null;
  shop_name?: string | null;
  service_label: string | null;
  service_category: string | null;
  description: string | null;
  priority: string | null;
  address: Partial<Address> | null;
  distance_km?: number | null;
  requested_time: Wanted | null;
  /** In which its times are meant. */
  timezone: string;
  currency: string;
  amount_minor: number | null;
  wave: number;
  status: string;
  offered_at: string;
  expires_at: string | null;
}

/** How much of an offer's time is left, from 1 to 0, and whether it can still be taken. */
export function timeLeft(
  offer: Pick<JobOffer, 'offered_at' | 'expires_at'>,
  now: number,
): { ms: number; share: number } {
  if (offer.expires_at === null) return { ms: Infinity, share: 1 };
  const [start, end] = [Date.parse(offer.offered_at), Date.parse(offer.expires_at)];
  const ms = Math.max(0, end - now);
  return { ms, share: Math.min(1, ms / Math.max(1, end - start)) };
}

/** Where a map app should lead to: the place when it is known, else the words. */
export function mapLink(job: Pick<Job, 'address' | 'location'>): string | null {
  if (job.location) {
    const place = `${job.location.latitude},${job.location.longitude}`;
    return `geo:${place}?q=${place}`;
  }
  const text =
    job.address === null
      ? null
      : [job.address.line1, job.address.city, job.address.postal_code].filter(Boolean).join(', ') || job.address.raw;
  return text ? `geo:0,0?q=${encodeURIComponent(text)}` : null;
}

export const vendorActions: Readonly<Record<string, string>> = {
  on_way: 'I’m on my way',
  processing: 'Start the work',
  completed: 'Finish',
  accepted: 'Turn back',
  new: 'Give it back',
  cancelled: 'Can’t be done',
};
