/** An item of a shop, and how much of it is there. */
export interface Item {
  id: string;
  shop_id: string;
  name: string;
  sku: string | null;
  category: string | null;
  currency: string;
  unit_price: number | null;
  unit_price_minor: number | null;
  on_hand: number;
  reserved: number;
  available: number;
  safety_stock: number;
  low_stock_threshold: number | null;
  is_low: boolean;
  created_at: string;
  updated_at: string;
  version: number;
}

/** A line of an item's ledger. */
export interface Movement {
  entry: number;
  kind: string;
  on_hand_change: number;
  reserved_change: number;
  on_hand: number;
  reserved: number;
  owner_id: string | null;
  reason: string | null;
  at: string;
  actor: string;
  is_hold: boolean;
}

/** Pieces that are promised: to an order, or to whoever they are held for. */
export interface Reservation {
  id: string;
  item_id: string;
  quantity: number;
  status: string;
  reference: string | null;
  order_id: string | null;
  order_number: string | null;
  created_at: string;
  expires_at: string | null;
}

/** How long somebody may hold pieces, in seconds. */
export const holdTimes: readonly { label: string; value: string }[] = [
  { label: '1 hour', value: '3600' },
  { label: '4 hours', value: '14400' },
  { label: '1 day', value: '86400' },
  { label: '3 days', value: '259200' },
  { label: '1 week', value: '604800' },
];

/** How the pieces of an item share one bar, each in percent of it. */
export interface Shares {
  free: number;
  kept: number;
  promised: number;
  /** Where the threshold stands; null where there is none. */
  threshold: number | null;
}

/**
 * From the left: what can be sold, what is kept back, what is promised. So the item is low exactly when the first part
 * ends at or before the threshold's mark.
 */
export function sharesOf(item: Item): Shares {
  const { on_hand: onHand, reserved, available, low_stock_threshold: threshold } = item;
  const whole = Math.max(onHand, threshold ?? 0, 1);
  const part = (pieces: number) => (pieces / whole) * 100;
  return {
    free: part(available),
    kept: part(onHand - reserved - available),
    promised: part(reserved),
    threshold: threshold === null ? null : part(threshold),
  };
}

const movements: Readonly<Record<string, string>> = {
  received: 'Came in',
  adjusted: 'Set right',
  counted: 'Counted',
  reserved: 'Promised',
  released: 'Given back',
  expired: 'Ran out',
  sold: 'Left with an order',
  returned: 'Came back',
};

/** What happened, in words. */
export function movementText(kind: string): string {
  return movements[kind] ?? kind;
}

/** `+3`, `−3`, and nothing for nothing. */
export function signed(change: number): string {
  if (change === 0) return '';
  const pieces = Math.abs(change).toLocaleString('en-US');
  return change > 0 ? `+${pieces}` : `−${pieces}`;
}

export type AdjustKind = 'received' | 'returned' | 'adjusted' | 'counted';

/** What somebody may do to the number, and how it is asked. */
export const adjustments: readonly { kind: AdjustKind; label: string; ask: string }[] = [
  { kind: 'received', label: 'Came in', ask: 'How many came' },
  { kind: 'counted', label: 'Counted', ask: 'How many there are' },
  { kind: 'adjusted', label: 'Set right', ask: 'How many more, or fewer with a minus' },
  { kind: 'returned', label: 'Came back', ask: 'How many came back' },
];

/** How many there will be; null where the number makes no sense yet. */
export function onHandAfter(item: Item, kind: AdjustKind, quantity: number | null): number | null {
  if (quantity === null || !Number.isInteger(quantity)) return null;
  if (kind === 'counted') return quantity >= 0 ? quantity : null;
  if (kind === 'adjusted') return quantity === 0 ? null : item.on_hand + quantity;
  return quantity > 0 ? item.on_hand + quantity : null;
}
