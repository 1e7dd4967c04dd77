import { dayOf, startOf } from '../format/day';

/** What a list of calls is narrowed to, in the URL. */
export interface CallFilters {
  status: string[];
  outcome: string[];
  direction: string[];
  shop_id: string[];
  /** Days as YYYY-MM-DD, both included, in the reader's zone. */
  from: string | null;
  to: string | null;
  q: string;
}

const listFields = ['status', 'outcome', 'direction', 'shop_id'] as const;
export type CallListField = (typeof listFields)[number];

export function noCallFilters(): CallFilters {
  return { status: [], outcome: [], direction: [], shop_id: [], from: null, to: null, q: '' };
}

/** Reads a URL. What it doesn't know it leaves out. */
export function parseCallFilters(params: URLSearchParams): CallFilters {
  const filters = noCallFilters();
  for (const field of listFields) filters[field] = [...new Set(params.getAll(field).filter((value) => value !== ''))];
  filters.from = dayOf(params.get('from'));
  filters.to = dayOf(params.get('to'));
  filters.q = params.get('q') ?? '';
  return filters;
}

/** The shortest URL that says the same. */
export function formatCallFilters(filters: CallFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of listFields) for (const value of filters[field]) params.append(field, value);
  if (filters.from !== null) params.set('from', filters.from);
  if (filters.to !== null) params.set('to', filters.to);
  if (filters.q.trim() !== '') params.set('q', filters.q.trim());
  return params;
}

/** The API's query: days become moments, from the first of the one to the last of the other. */
export function toCallQuery(filters: CallFilters, limit: number): URLSearchParams {
  const params = formatCallFilters(filters);
  if (filters.from !== null) params.set('from', startOf(filters.from, 0));
  if (filters.to !== null) params.set('to', startOf(filters.to, 1));
  params.set('limit', String(limit));
  return params;
}
