import type { OpeningHours } from './shop';

/** A reading of a shop's web site as the API answers it (docs/api.md). */
export interface SiteImport {
  id: string;
  website_url: string;
  status: 'waiting' | 'reading' | 'ready' | 'failed' | 'accepted' | 'dismissed';
  detail: string | null;
  tries: number;
  pages: number;
  found: number;
  candidates: SiteCandidate[] | null;
  taken: string[];
  created_at: string;
  version: number;
}

export interface SiteCandidate {
  id: string;
  kind: 'name' | 'phone' | 'email' | 'address' | 'hours' | 'service';
  value: string;
  hours: OpeningHours[];
  price: number | null;
  currency: string | null;
  minutes: number | null;
  page: string;
  source: 'json-ld' | 'microdata' | 'text';
}

export function isUnderWay({ status }: Pick<SiteImport, 'status'>): boolean {
  return status === 'waiting' || status === 'reading';
}

/** The reading whose findings wait for somebody to decide on them, or null. Later ones may have failed. */
export function undecided<T extends Pick<SiteImport, 'status'>>(newestFirst: readonly T[]): T | null {
  return newestFirst.find(({ status }) => status === 'ready') ?? null;
}

/** Why a candidate cannot be taken, or null. The API would say the same. */
export function obstacle(candidate: SiteCandidate, currency: string): string | null {
  return candidate.currency !== null && candidate.currency !== currency
    ? `The price is in ${candidate.currency}; this shop’s prices are in ${currency}`
    : null;
}

/** Ticks or unticks a candidate. Of what a shop has one of, the last one that was ticked counts. */
export function toggled(chosen: readonly string[], id: string, candidates: readonly SiteCandidate[]): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  const kind = candidates.find((one) => one.id === id)?.kind;
  const rivals = kind === 'service' ? [] : candidates.filter((one) => one.kind === kind).map((one) => one.id);
  return [...chosen.filter((one) => !rivals.includes(one)), id];
}

/** Where it was found, for a person: the page, and how sure that is. */
export function foundAt({ page, source }: SiteCandidate): string {
  const path = new URL(page).pathname;
  const where = path === '/' ? 'front page' : path;
  return source === 'text' ? `${where}, in the text` : `${where}, marked for machines`;
}
