import type { ShopService } from './shop';

/** Rows without a name were never meant; spaces around words neither. */
export function cleanServices(services: readonly ShopService[]): ShopService[] {
  return services
    .filter((service) => service.label.trim() !== '')
    .map((service) => ({
      category: service.category,
      label: service.label.trim(),
      aliases: [...new Set(service.aliases.map((alias) => alias.trim()).filter(Boolean))],
      base_price: service.base_price,
    }));
}
