/** Somebody on the account's roster (docs/api.md). */
export interface Vendor {
  vendor_id: string;
  external_id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  avatar_url: string | null;
  status: 'invited' | 'approved' | 'blocked';
  services: { category: string; label: string | null }[];
  area: { latitude: number | null; longitude: number | null; radius_km: number | null; postal_codes: string[] } | null;
  hours: unknown;
  online: boolean;
  last_seen_at: string | null;
  rating: number | null;
  version: number;
}
