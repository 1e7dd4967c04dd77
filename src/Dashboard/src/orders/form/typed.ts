import { amountOf, minorOf } from '../../format/money';
import type { Wanted } from '../../format/wanted';
import { instantIn } from '../../format/zone';
import type { Shop } from '../../shops/shop';
import { wareOfLine, type Ware } from './wares';

export type Kind = 'service' | 'product';

export interface TypedLine {
  name: string;
  quantity: string | number;
  price: string | number;
  /** What the line was when it was read: it stays that, whatever the shop calls its goods by now. */
  kept?: { name: string; itemId: string | null };
}

/** What is typed about an order, as it is typed. */
export interface Typed {
  /** Null until somebody has chosen: then what the shop does counts. */
  kind: Kind | null;
  shop: string | null;
  name: string;
  phone: string;
  email: string;
  line1: string;
  line2: string;
  city: string;
  state: string;
  postal: string;
  country: string;
  category: string;
  label: string;
  description: string;
  /** "2026-11-24", and "15:00" by the shop’s clocks. */
  day: string;
  from: string;
  until: string;
  /** The day of `until` where it is another one than that of `from`; else empty. */
  lastDay: string;
  when: string;
  priority: string;
  value: string | number;
  customerNotes: string;
  internalNotes: string;
  lines: readonly TypedLine[];
}

export const noLine: TypedLine = { name: '', quantity: 1, price: '' };

export const nothing: Typed = {
  kind: null,
  shop: null,
  name: '',
  phone: '',
  email: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postal: '',
  country: '',
  category: 'repairs',
  label: '',
  description: '',
  day: '',
  from: '',
  until: '',
  lastDay: '',
  when: '',
  priority: 'medium',
  value: '',
  customerNotes: '',
  internalNotes: '',
  lines: [noLine],
};

const DayStart = '08:00';
const DayEnd = '18:00';

/** A shop that only sells goods takes orders of goods. */
export function kindOf(typed: Typed, shop: Shop | undefined): Kind {
  return (
    typed.kind ?? (shop !== undefined && shop.services.length === 0 && shop.goods.length > 0 ? 'product' : 'service')
  );
}

/** What a line comes to in minor units, reckoned as the server does; null while it is no amount yet. */
export function lineTotal(line: TypedLine, currency: string): number | null {
  const price = minorOf(line.price, currency);
  const quantity = Number(line.quantity);
  return price === null || !Number.isInteger(quantity) || quantity < 1 ? null : price * quantity;
}

/** What all lines come to; null while one of them is no amount yet. */
export function totalOf(lines: readonly TypedLine[], currency: string): number | null {
  return lines.reduce<number | null>((sum, line) => {
    const one = lineTotal(line, currency);
    return sum === null || one === null ? null : sum + one;
  }, 0);
}

/** Empty fields are left out, so that the server says what is missing rather than that it is blank. */
export function bodyOf(typed: Typed, kind: Kind, shop: Shop | undefined, wares: readonly Ware[]): unknown {
  const address = addressOf(typed);
  const common = {
    kind,
    shop_id: shop?.id,
    customer: customerOf(typed),
    currency: shop?.currency,
  };
  return kind === 'service'
    ? { ...common, address, ...serviceOf(typed, shop) }
    : {
        ...common,
        // Goods that are fetched have no address.
        address: Object.values(address).some((part) => part !== undefined) ? address : undefined,
        ...goodsOf(typed.lines, shop?.currency ?? 'USD', wares),
      };
}

export function customerOf({ name, phone, email }: Typed) {
  return { name: or(name), phone: or(phone), email: or(email) };
}

export function addressOf(typed: Typed) {
  return {
    line1: or(typed.line1),
    line2: or(typed.line2),
    city: or(typed.city),
    state: or(typed.state),
    postal_code: or(typed.postal),
    country: or(typed.country),
  };
}

/** The zone in which a shop’s hours are meant. */
export function zoneOf(shop: Shop | undefined): string {
  return shop?.timezone ?? 'UTC';
}

function serviceOf(typed: Typed, shop: Shop | undefined) {
  return {
    service_category: typed.category,
    service_label: or(typed.label),
    description: or(typed.description),
    priority: typed.priority,
    requested_time: wantedOf(typed, zoneOf(shop)),
    estimated_value: typed.value === '' ? undefined : Number(typed.value),
  };
}

/** When it is wanted, by the clocks of a zone. A day without hours is the working day, as callers mean it. */
export function wantedOf({ day, from, until, lastDay, when }: Typed, zone: string): Wanted | undefined {
  if (day === '') return or(when) === undefined ? undefined : { text: when.trim() };
  const end = until === '' && from === '' ? DayEnd : until;
  return {
    from: instantIn(day, from === '' ? DayStart : from, zone),
    to: end === '' ? undefined : instantIn(lastDay === '' ? day : lastDay, end, zone),
    text: or(when),
  };
}

/** With the total that was shown: the server refuses the order if it reckons another. */
export function goodsOf(lines: readonly TypedLine[], currency: string, wares: readonly Ware[]) {
  const total = totalOf(lines, currency);
  return {
    lines: lines.map((line) => {
      const ware = wareOfLine(wares, line);
      return {
        item_id: ware?.itemId ?? undefined,
        name: ware?.name ?? line.name.trim(),
        quantity: Number(line.quantity),
        unit_price: Number(line.price),
      };
    }),
    total: total === null ? undefined : amountOf(total, currency),
  };
}

function or(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
