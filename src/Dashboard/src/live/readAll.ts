import type { Page, Stamped } from './merge';
import { read } from './read';

const PageSize = 200;

/** Reads a list to its end, page by page. It is as old as the oldest of its pages. */
export async function readAll<T>(path: string, signal?: AbortSignal): Promise<Stamped<T[]>> {
  const value: T[] = [];
  let position: number | null = null;
  let cursor: string | null = null;
  do {
    const query: string = `limit=${PageSize}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: Stamped<Page<T>> = await read<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}${query}`, signal);
    value.push(...page.value.items);
    position = position === null ? page.position : Math.min(position, page.position ?? position);
    cursor = page.value.next_cursor;
  } while (cursor !== null);
  return { value, position };
}
