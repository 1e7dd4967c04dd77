import type { ShopGoods, ShopService } from './shop';

/** Rows without a name were never meant; spaces around words neither. */
export function cleanServices(services: readonly ShopService[]): ShopService[] {
  return services
    .filter((service) => service.label.trim() !== '')
    .map((service) => ({
      category: service.category,
      label: service.label.trim(),
      aliases: cleanWords(service.aliases),
      base_price: service.base_price,
      minutes: service.minutes,
    }));
}

/** The same for goods, which have a price in any case. */
export function cleanGoods(goods: readonly ShopGoods[]): ShopGoods[] {
  return goods
    .filter(({ name }) => name.trim() !== '')
    .map((item) => ({
      name: item.name.trim(),
      aliases: cleanWords(item.aliases),
      unit_price: item.unit_price ?? 0,
      item_id: item.item_id,
    }));
}

function cleanWords(said: readonly string[]): string[] {
  return [...new Set(said.map((word) => word.trim()).filter(Boolean))];
}
