import { date } from '../format/time';

/** What is typed of a key before there is one. */
export interface TypedKey {
  name: string;
  scopes: readonly string[];
  /** The last day on which it works, "2026-11-24"; empty for ever. */
  lastDay: string;
  /** The one shop that it sees; null for the whole account. */
  shop: string | null;
}

/** A key works until its last day is over where the reader is. */
export function bodyOf({ name, scopes, lastDay, shop }: TypedKey): unknown {
  const [year = 0, month = 1, day = 1] = lastDay.split('-').map(Number);
  return {
    name: name.trim(),
    scopes,
    shop_id: shop ?? undefined,
    expires_at: lastDay === '' ? undefined : new Date(year, month - 1, day + 1).toISOString(),
  };
}

/** "until 24 Nov": the last day on which it works. */
export function untilText(expiresAt: string, now: number): string {
  const last = new Date(Date.parse(expiresAt) - 1).toISOString();
  return `${Date.parse(expiresAt) <= now ? 'ended' : 'until'} ${date(last, now)}`;
}
