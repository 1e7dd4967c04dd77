import { amountOf } from '../../format/money';
import { shownIn } from '../../format/zone';
import { addressOf, customerOf, goodsOf, noLine, nothing, wantedOf, type Typed, type TypedLine } from '../form/typed';
import type { Ware } from '../form/wares';
import type { Order, OrderLine } from '../order';

/** The fields of a draft's form, as it names them; what is replaced as a whole stands together. */
const parts = {
  customer: { name: 'Customer', phone: 'Phone', email: 'E-mail' },
  address: {
    line1: 'Street',
    line2: 'Second line',
    city: 'City',
    state: 'State',
    postal: 'Postal code',
    country: 'Country',
  },
  service: { category: 'Service', label: 'What exactly' },
  description: { description: 'Description' },
  wanted: { day: 'Wanted on', from: 'From', until: 'Until', lastDay: 'Last day', when: 'When, in words' },
  priority: { priority: 'Urgency' },
  value: { value: 'Estimated value' },
  customerNotes: { customerNotes: 'Customer’s note' },
  internalNotes: { internalNotes: 'Internal note' },
  lines: { lines: 'Lines' },
} as const satisfies Record<string, Partial<Record<keyof Typed, string>>>;

type Part = keyof typeof parts;

const labels: Partial<Record<keyof Typed, string>> = Object.assign({}, ...Object.values(parts));
const fields = Object.keys(labels) as (keyof Typed)[];

/** A field that was saved by somebody else as something other than what is typed here. */
export interface Clash {
  field: keyof Typed;
  label: string;
  /** What is saved there now, in words. */
  saved: string;
}

/** A draft as its form shows it: times by the clocks of its zone, amounts as decimals. */
export function typedOf(order: Order): Typed {
  const { customer, address, requested_time: wanted } = order;
  const begin = wanted?.from ?? wanted?.to;
  const first = begin ? shownIn(begin, order.timezone) : null;
  const last = wanted?.to ? shownIn(wanted.to, order.timezone) : null;
  return {
    ...nothing,
    kind: order.kind,
    shop: order.shop_id,
    name: customer.name ?? '',
    phone: customer.phone_raw ?? customer.phone ?? '',
    email: customer.email ?? '',
    line1: address?.line1 ?? address?.raw ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postal: address?.postal_code ?? '',
    country: address?.country ?? '',
    category: order.service_category ?? 'other',
    label: order.service_label ?? '',
    description: order.description ?? '',
    day: first?.day ?? '',
    from: wanted?.from ? (first?.clock ?? '') : '',
    until: last?.clock ?? '',
    lastDay: last !== null && last.day !== first?.day ? last.day : '',
    when: wanted?.text ?? '',
    priority: order.priority,
    value: order.estimated_value_minor === null ? '' : amountOf(order.estimated_value_minor, order.currency),
    customerNotes: order.customer_notes ?? '',
    internalNotes: order.internal_notes ?? '',
    lines: order.lines.length === 0 && order.kind === 'product' ? [noLine] : order.lines.map(lineOf(order.currency)),
  };
}

/** What is sent: the parts in which something else is typed than was read. What is emptied is sent as empty, because
 * what is left out stays. */
export function patchOf(order: Order, before: Typed, typed: Typed, wares: readonly Ware[]): Record<string, unknown> {
  const is = (part: Part) => isChanged(before, typed, part);
  return {
    ...(is('customer') && { customer: customerOf(typed) }),
    ...(is('address') && { address: addressOf(typed) }),
    ...(is('service') && { service_category: typed.category, service_label: typed.label.trim() }),
    ...(is('description') && { description: typed.description.trim() }),
    ...(is('wanted') && { requested_time: wantedOf(typed, order.timezone) ?? {} }),
    ...(is('priority') && { priority: typed.priority }),
    ...(is('value') && typed.value !== '' && { estimated_value: Number(typed.value) }),
    ...(is('customerNotes') && { customer_notes: typed.customerNotes.trim() }),
    ...(is('internalNotes') && { internal_notes: typed.internalNotes.trim() }),
    ...(is('lines') && goodsOf(typed.lines, order.currency, wares)),
  };
}

/** Whether something was typed that is not saved. */
export function hasTyped(before: Typed, typed: Typed): boolean {
  return fields.some((field) => !same(before[field], typed[field]));
}

/**
 * What was typed over one version, on top of the next one. Fields that nobody touched here take over what was saved
 * meanwhile; what is typed stays, and is named where something else is saved by now.
 */
export function rebased(before: Typed, typed: Typed, next: Typed): { typed: Typed; taken: string[]; clashes: Clash[] } {
  const news = fields.filter((field) => !same(before[field], next[field]));
  const mine = fields.filter((field) => !same(before[field], typed[field]));
  return {
    typed: { ...next, ...Object.fromEntries(mine.map((field) => [field, typed[field]])) },
    taken: news.filter((field) => !mine.includes(field)).map(labelOf),
    clashes: news
      .filter((field) => mine.includes(field) && !same(typed[field], next[field]))
      .map((field) => ({ field, label: labelOf(field), saved: savedText(next[field]) })),
  };
}

function isChanged(before: Typed, typed: Typed, part: Part): boolean {
  return (Object.keys(parts[part]) as (keyof Typed)[]).some((field) => !same(before[field], typed[field]));
}

function labelOf(field: keyof Typed): string {
  return labels[field] ?? field;
}

function savedText(saved: Typed[keyof Typed]): string {
  if (typeof saved === 'string' || typeof saved === 'number') return String(saved) || 'nothing';
  return (saved ?? []).map(({ quantity, name }) => `${quantity} × ${name}`).join(', ') || 'nothing';
}

function lineOf(currency: string): (line: OrderLine) => TypedLine {
  return ({ name, quantity, unit_price_minor, item_id }) => ({
    name,
    quantity,
    price: amountOf(unit_price_minor, currency),
    kept: { name, itemId: item_id },
  });
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
