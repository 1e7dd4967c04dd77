import { ago } from '../format/time';
import type { ServiceArea } from '../shops/shop';

/** Somebody on the account's roster (docs/api.md). */
export interface Vendor {
  vendor_id: string;
  external_id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  avatar_url: string | null;
  status: 'invited' | 'approved' | 'blocked';
  /** Until then no order is offered, whatever the status. */
  accepted_at: string | null;
  services: VendorService[];
  area: ServiceArea | null;
  hours: unknown;
  online: boolean;
  last_seen_at: string | null;
  rating: number | null;
  version: number;
}

export interface VendorService {
  category: string;
  label: string | null;
}

/** The services of these categories: what was said about one that stays, stays. */
export function servicesOf(categories: readonly string[], before: readonly VendorService[]): VendorService[] {
  return categories.flatMap((category) => {
    const known = before.filter((service) => service.category === category);
    return known.length > 0 ? known : [{ category, label: null }];
  });
}

/** Whether an order can ever be offered: who goes nowhere, or does nothing, is never asked. */
export function cannotBeAsked(vendor: Pick<Vendor, 'services' | 'area'>): string | null {
  if (vendor.services.length === 0) return 'Does no service yet, so no order is offered.';
  const { area } = vendor;
  const goesAround = area !== null && area.latitude !== null && area.longitude !== null && area.radius_km !== null;
  return goesAround || (area?.postal_codes.length ?? 0) > 0 ? null : 'Has no area yet, so no order is offered.';
}

/** "online now", "seen 4 min ago", "seen 3 Nov", "never seen", "has not joined yet". */
export function presence(vendor: Pick<Vendor, 'accepted_at' | 'online' | 'last_seen_at'>, now: number): string {
  if (vendor.accepted_at === null) return 'has not joined yet';
  if (vendor.online) return 'online now';
  if (vendor.last_seen_at === null) return 'never seen';
  const past = ago(vendor.last_seen_at, now);
  if (past === 'now') return 'seen just now';
  return / (min|h|d)$/.test(past) ? `seen ${past} ago` : `seen ${past}`;
}
