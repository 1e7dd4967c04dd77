import { dayOf, startOf } from '../../format/day';

/** What an orders list is narrowed to. It lives in the URL, so that a list can be kept, sent and gone back to. */
export interface OrderFilters {
  kind: string[];
  status: string[];
  stage: string[];
  priority: string[];
  service_category: string[];
  dispatch_status: string[];
  source: string[];
  shop_id: string[];
  vendor_id: string[];
  /** Days as YYYY-MM-DD, both included, in the reader's zone. */
  from: string | null;
  to: string | null;
  q: string;
  sort: string;
}

export const listFields = [
  'kind',
  'status',
  'stage',
  'priority',
  'service_category',
  'dispatch_status',
  'source',
  'shop_id',
  'vendor_id',
] as const;
export type ListField = (typeof listFields)[number];

export const sorts = ['-created_at', 'created_at', '-updated_at', '-total'] as const;
const DefaultSort = '-created_at';

export function noFilters(): OrderFilters {
  return {
    kind: [],
    status: [],
    stage: [],
    priority: [],
    service_category: [],
    dispatch_status: [],
    source: [],
    shop_id: [],
    vendor_id: [],
    from: null,
    to: null,
    q: '',
    sort: DefaultSort,
  };
}

/** Reads a URL. What it doesn't know it leaves out: an old link shows a wider list, never an error. */
export function parseFilters(params: URLSearchParams): OrderFilters {
  const filters = noFilters();
  for (const field of listFields) filters[field] = [...new Set(params.getAll(field).filter((value) => value !== ''))];
  filters.from = dayOf(params.get('from'));
  filters.to = dayOf(params.get('to'));
  filters.q = params.get('q') ?? '';
  const sort = params.get('sort') ?? DefaultSort;
  filters.sort = (sorts as readonly string[]).includes(sort) ? sort : DefaultSort;
  return filters;
}

/** The shortest URL that says the same; what is default is not said. */
export function formatFilters(filters: OrderFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of listFields) for (const value of filters[field]) params.append(field, value);
  if (filters.from !== null) params.set('from', filters.from);
  if (filters.to !== null) params.set('to', filters.to);
  if (filters.q.trim() !== '') params.set('q', filters.q.trim());
  if (filters.sort !== DefaultSort) params.set('sort', filters.sort);
  return params;
}

/** The API's query: days become moments, from the first of the one to the last of the other. */
export function toQuery(filters: OrderFilters, limit: number): URLSearchParams {
  const params = formatFilters(filters);
  if (filters.from !== null) params.set('from', startOf(filters.from, 0));
  if (filters.to !== null) params.set('to', startOf(filters.to, 1));
  params.set('limit', String(limit));
  return params;
}

/** True when something narrows the list; a sort doesn't. */
export function isNarrowed(filters: OrderFilters): boolean {
  return formatFilters({ ...filters, sort: DefaultSort }).size > 0;
}
