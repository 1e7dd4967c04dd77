import type { Item } from '../../stock/stock';
import type { Shop } from '../../shops/shop';
import type { TypedLine } from './typed';

/** Something that a shop sells: of its catalogue, of its stock, or of both. */
export interface Ware {
  /** How it is chosen; no two are alike. */
  label: string;
  name: string;
  /** Null for what nobody counts. */
  itemId: string | null;
  price: number | null;
  /** Pieces that can be sold now; null for what nobody counts. */
  available: number | null;
}

/** What the shop sells, by name: the catalogue at its prices, then what else lies in the stock. */
export function waresOf(shop: Shop | undefined, items: readonly Item[]): Ware[] {
  if (shop === undefined) return [];
  const stocked = new Map(items.filter(({ currency }) => currency === shop.currency).map((item) => [item.id, item]));
  const wares: Omit<Ware, 'label'>[] = [];
  for (const { name, item_id, unit_price } of shop.goods) {
    const item = item_id === null ? undefined : stocked.get(item_id);
    if (item !== undefined) stocked.delete(item.id);
    wares.push({
      name,
      itemId: item_id,
      price: unit_price ?? item?.unit_price ?? null,
      available: item?.available ?? null,
    });
  }
  for (const { id, name, unit_price, available } of stocked.values()) {
    wares.push({ name, itemId: id, price: unit_price, available });
  }
  const skus = new Map(items.map(({ id, sku }) => [id, sku]));
  const taken = new Set<string>();
  return wares
    .map((ware) => {
      let label = ware.name;
      if (taken.has(folded(label))) label = `${ware.name} · ${(ware.itemId && skus.get(ware.itemId)) || 'in stock'}`;
      for (let copy = 2; taken.has(folded(label)); copy++) label = `${ware.name} · ${copy}`;
      taken.add(folded(label));
      return { ...ware, label };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** What is meant by what is typed; undefined for what the shop does not have. */
export function wareOf(wares: readonly Ware[], typed: string): Ware | undefined {
  return wares.find(({ label }) => folded(label) === folded(typed));
}

/** What a line is of: what it was when it was read, as long as nobody calls it otherwise, else what is typed. */
export function wareOfLine(wares: readonly Ware[], { name, kept }: TypedLine): Ware | undefined {
  if (kept === undefined || folded(kept.name) !== folded(name)) return wareOf(wares, name);
  const ware = kept.itemId === null ? undefined : wares.find(({ itemId }) => itemId === kept.itemId);
  return { label: kept.name, price: null, available: null, ...ware, name: kept.name, itemId: kept.itemId };
}

/** Lines whose goods have become known since they were typed, with what they cost; the same lines where there are none.
 * A price that was taken out stays out. */
export function priced(
  lines: readonly TypedLine[],
  before: readonly Ware[],
  now: readonly Ware[],
): readonly TypedLine[] {
  const found = lines.map(({ name, price }) =>
    price === '' && wareOf(before, name) === undefined ? wareOf(now, name)?.price : null,
  );
  return found.some((price) => price != null)
    ? lines.map((line, at) => ({ ...line, price: found[at] ?? line.price }))
    : lines;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
