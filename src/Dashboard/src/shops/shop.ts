/** A shop as the API answers it (docs/api.md). */
export interface Shop {
  id: string;
  name: string;
  timezone: string;
  legacy_location_id: number | null;
  currency: string;
  greeting: string | null;
  website_url: string | null;
  service_area: ServiceArea | null;
  contact: ShopContact | null;
  services: ShopService[];
  goods: ShopGoods[];
  towns: string[];
  /** Whether customers may cancel where they track their order, until somebody is on the way. */
  customers_may_cancel: boolean;
  phone_numbers: string[];
  hours: OpeningHours[];
  version: number;
}

export interface ServiceArea {
  latitude: number | null;
  longitude: number | null;
  radius_km: number | null;
  postal_codes: string[];
}

export const noArea: ServiceArea = { latitude: null, longitude: null, radius_km: null, postal_codes: [] };

export interface ShopContact {
  phone: string | null;
  email: string | null;
  address: string | null;
}

export interface ShopService {
  category: string;
  label: string;
  aliases: string[];
  base_price: number | null;
  /** How long it takes. */
  minutes: number | null;
}

export interface ShopGoods {
  name: string;
  aliases: string[];
  unit_price: number | null;
  item_id: string | null;
}

export const serviceCategories = ['cleaning', 'repairs', 'installation', 'maintenance', 'delivery', 'other'] as const;

/** One span of one day, in the shop's zone: `monday`, `08:00`, `17:30`. */
export interface OpeningHours {
  day: string;
  opens: string;
  closes: string;
}

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Opens or closes a day; a day that opens takes the hours of the first one that has any. */
export function withDay(hours: readonly OpeningHours[], day: string, isOpen: boolean): OpeningHours[] {
  const others = hours.filter((span) => span.day !== day);
  const pattern = hours[0] ?? { opens: '09:00', closes: '17:00' };
  const all = isOpen ? [...others, { day, opens: pattern.opens, closes: pattern.closes }] : others;
  return all.sort((a, b) => days.indexOf(a.day as never) - days.indexOf(b.day as never));
}
