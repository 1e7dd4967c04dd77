/** A shop as the API answers it (docs/api.md). */
export interface Shop {
  id: string;
  name: string;
  timezone: string;
  legacy_location_id: number | null;
  currency: string;
  greeting: string | null;
  service_area: ServiceArea | null;
  services: ShopService[];
  phone_numbers: string[];
  hours: { day: string; opens: string; closes: string }[];
  version: number;
}

export interface ServiceArea {
  latitude: number | null;
  longitude: number | null;
  radius_km: number | null;
  postal_codes: string[];
}

export interface ShopService {
  category: string;
  label: string;
  aliases: string[];
  base_price: number | null;
}

export const serviceCategories = ['cleaning', 'repairs', 'installation', 'maintenance', 'delivery', 'other'] as const;
