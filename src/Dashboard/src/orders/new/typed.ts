import { amountOf, minorOf } from '../../format/money';
import type { Wanted } from '../../format/wanted';
import { instantIn } from '../../format/zone';
import type { Shop } from '../../shops/shop';
import { wareOf, type Ware } from './wares';

export type Kind = 'service' | 'product';

export interface TypedLine {
  name: string;
  quantity: string | number;
  price: string | number;
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
  city: string;
  postal: string;
  category: string;
  label: string;
  description: string;
  /** "2026-11-24", and "15:00" by the shop’s clocks. */
  day: string;
  from: string;
  until: string;
  when: string;
  priority: string;
  value: string | number;
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
  city: '',
  postal: '',
  category: 'repairs',
  label: '',
  description: '',
  day: '',
  from: '',
  until: '',
  when: '',
  priority: 'medium',
  value: '',
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
  const address = { line1: or(typed.line1), city: or(typed.city), postal_code: or(typed.postal) };
  const common = {
    kind,
    shop_id: shop?.id,
    customer: { name: or(typed.name), phone: or(typed.phone), email: or(typed.email) },
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

// A day without hours is the working day, as callers mean it.
function wantedOf({ day, from, until, when }: Typed, zone: string): Wanted | undefined {
  if (day === '') return or(when) === undefined ? undefined : { text: when.trim() };
  const end = until === '' && from === '' ? DayEnd : until;
  return {
    from: instantIn(day, from === '' ? DayStart : from, zone),
    to: end === '' ? undefined : instantIn(day, end, zone),
    text: or(when),
  };
}

// With the total that was shown: the server refuses the order if it reckons another.
function goodsOf(lines: readonly TypedLine[], currency: string, wares: readonly Ware[]) {
  const total = totalOf(lines, currency);
  return {
    lines: lines.map((line) => {
      const ware = wareOf(wares, line.name);
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
