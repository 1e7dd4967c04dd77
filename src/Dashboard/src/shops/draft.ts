import type { Shop } from './shop';

/** What the owner types on a shop’s page; its numbers and its web site have their own buttons. */
export const typedFields = [
  'name',
  'timezone',
  'currency',
  'greeting',
  'contact',
  'hours',
  'services',
  'goods',
  'service_area',
  'towns',
  'customers_may_cancel',
] as const satisfies readonly (keyof Shop)[];

type TypedField = (typeof typedFields)[number];

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether something was typed that is not saved. */
export function isChanged(saved: Shop, typed: Shop): boolean {
  return typedFields.some((field) => !same(saved[field], typed[field]));
}

/**
 * What was typed over one version, on top of the next one: a number that is added must not take unsaved words away.
 * Where the same field was saved by somebody else, what is saved stands, and the field is named.
 */
export function rebased(saved: Shop, typed: Shop, next: Shop): { typed: Shop; lost: TypedField[] } {
  const mine = typedFields.filter((field) => !same(saved[field], typed[field]));
  const lost = mine.filter((field) => !same(saved[field], next[field]) && !same(typed[field], next[field]));
  const kept = mine.filter((field) => !lost.includes(field));
  return { typed: { ...next, ...Object.fromEntries(kept.map((field) => [field, typed[field]])) }, lost };
}
