import { clock } from '../format/time';
import { words } from '../format/words';
import type { Wanted } from '../format/wanted';
import type { Erasure } from '../shell/Erased';

/** What a list shows of an order (docs/api.md). */
export interface OrderRow {
  id: string;
  order_number: string;
  kind: 'service' | 'product';
  status: string;
  stage: string;
  shop_id: string | null;
  source: string;
  priority: string;
  customer: { name: string | null; phone: string | null; phone_raw?: string | null; email?: string | null };
  address: Address | null;
  business_name: string | null;
  service_category: string | null;
  service_label: string | null;
  description: string | null;
  /** What was ordered, in short; null for a service. The whole order has its lines instead. */
  goods?: { name: string; quantity: number; more: number } | null;
  currency: string;
  amount_minor: number | null;
  amount_kind: string | null;
  dispatch_status: string;
  payment_status: string;
  vendor_id: string | null;
  vendor_name: string | null;
  call_id: string | null;
  cancel_reason: string | null;
  created_at: string;
  updated_at: string;
  version: number;
  /** The version that was read, where an event has told of a later one: not of the server. */
  contents_version?: number;
}

/** The whole order. */
export interface Order extends OrderRow {
  location: { latitude: number; longitude: number } | null;
  location_known: boolean;
  requested_time: Wanted | null;
  /** In which its times are meant. */
  timezone: string;
  lines: OrderLine[];
  total_minor: number | null;
  estimated_value_minor: number | null;
  dealing_price_minor: number | null;
  paid_minor: number;
  refunded_minor: number;
  /** Null while nobody knows what the order is worth. */
  outstanding_minor: number | null;
  /** Vendors that somebody chose, best first. */
  selected_vendors: string[];
  /** Of the record of how an agent chose them; null where none did. */
  selection_id: string | null;
  field_turns: Record<string, number> | null;
  customer_notes: string | null;
  internal_notes: string | null;
  tracking_number: string | null;
  carrier: string | null;
  /** How far the stock is with its goods. */
  reservation: string;
  allowed: string[];
  accepted_at: string | null;
  on_way_at: string | null;
  processing_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  /** The customer's link. */
  tracking_url?: string | null;
  erasure: Erasure | null;
  rating: { stars: number; comment: string | null; at: string } | null;
}

export interface Address {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
  raw: string | null;
}

export interface OrderLine {
  line_no: number;
  /** Of the stock; null for what nobody counts. */
  item_id: string | null;
  name: string;
  quantity: number;
  unit_price_minor: number;
  total_minor: number;
}

export interface HistoryEntry {
  position: number;
  at: string;
  kind: string;
  from: string | null;
  to: string | null;
  actor: string | null;
  note: string | null;
  public: boolean;
  /** Of the request that caused it; null where none did. */
  trace_id: string | null;
}

/** Money that came or went; `position` is its place in the history. */
export interface Payment {
  position: number;
  kind: 'received' | 'refunded';
  amount_minor: number;
  method: string;
  reference: string | null;
  at: string;
  actor: string;
}

export interface Offer {
  vendor_id: string;
  vendor_name: string | null;
  wave: number;
  status: string;
  score: number | null;
  score_terms: Record<string, number> | null;
  offered_at: string;
  expires_at: string | null;
  answered_at: string | null;
}

// What becomes of an offer without its vendor is no answer of his.
const answers = new Set(['accepted', 'declined', 'released']);

/** The last that happened to an offer, and when. */
export function offerMoment(offer: Pick<Offer, 'status' | 'offered_at' | 'answered_at'>): string {
  if (offer.answered_at === null) return `offered ${clock(offer.offered_at)}`;
  const what = answers.has(offer.status) ? 'answered' : words(offer.status).toLowerCase();
  return `${what} ${clock(offer.answered_at)}`;
}

export interface Revenue {
  currency: string;
  revenue_minor: number;
}

export interface Figures {
  total: number;
  open: number;
  in_progress: number;
  done: number;
  cancelled: number;
  by_status: Record<string, number>;
  revenue: Revenue[];
  today?: Partial<Omit<Figures, 'today'>> | null;
  complete_through?: string | number | null;
}

const endings: Record<string, string> = {
  not_confirmed: 'Not confirmed in time',
  not_paid: 'Not paid in time',
  out_of_stock: 'Not enough in stock',
};

/** Why an order ended: what somebody wrote, or the platform’s own reason in words. */
export function whyEnded(reason: string): string {
  return endings[reason] ?? reason;
}

/** Whether its contents can be another: until it is placed, and while the stock is not being asked for it. */
export function isEditable({ status, reservation }: Pick<Order, 'status' | 'reservation'>): boolean {
  return status === 'draft' && reservation !== 'pending';
}

/** The version that all of it was read at. An event tells of a version before its contents are here. */
export function contentsVersion(order: Pick<OrderRow, 'version' | 'contents_version'>): number {
  return order.contents_version ?? order.version;
}

/** Who chose an order’s vendors: the system that held the conversation, where it is one that we know. */
export function chooser(system: string | undefined): string {
  return system === undefined || system === 'other' ? 'an agent' : words(system);
}

/** One line that says where: what was understood, else what was said. */
export function addressLine(address: Address | null | undefined): string | null {
  if (!address) return null;
  const parts = [
    address.line1,
    address.line2,
    address.city,
    [address.state, address.postal_code].filter(Boolean).join(' '),
  ];
  const line = parts.filter(Boolean).join(', ');
  return line === '' ? address.raw : line;
}

/** What the order is about, in a few words. */
export function summary(order: OrderRow & { lines?: OrderLine[] }): string {
  if (order.service_label) return order.service_label;
  const [first, ...rest] = order.lines ?? [];
  const goods = first ? { ...first, more: rest.length } : order.goods;
  if (goods) return `${goods.quantity} × ${goods.name}${goods.more > 0 ? ` + ${goods.more} more` : ''}`;
  return order.description ?? order.business_name ?? (order.kind === 'service' ? 'Service' : 'Products');
}
