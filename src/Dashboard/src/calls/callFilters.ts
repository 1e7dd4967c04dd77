/** What a list of calls is narrowed to, in the URL. */
export interface CallFilters {
  status: string[];
  outcome: string[];
  direction: string[];
  shop_id: string[];
  q: string;
}

export const callFields = ['status', 'outcome', 'direction', 'shop_id'] as const;

export function parseCallFilters(params: URLSearchParams): CallFilters {
  const filters: CallFilters = { status: [], outcome: [], direction: [], shop_id: [], q: params.get('q') ?? '' };
  for (const field of callFields) filters[field] = [...new Set(params.getAll(field).filter((value) => value !== ''))];
  return filters;
}

export function formatCallFilters(filters: CallFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of callFields) for (const value of filters[field]) params.append(field, value);
  if (filters.q.trim() !== '') params.set('q', filters.q.trim());
  return params;
}
