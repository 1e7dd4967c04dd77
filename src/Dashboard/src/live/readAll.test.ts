import { beforeEach, expect, test, vi } from 'vitest';
import { read } from './read';
import { readAll } from './readAll';

vi.mock('./read', () => ({ read: vi.fn() }));

beforeEach(() => vi.mocked(read).mockReset());

function answers(...pages: [items: number[], next: string | null, position: number | null][]): void {
  for (const [items, next_cursor, position] of pages)
    vi.mocked(read).mockResolvedValueOnce({ value: { items, next_cursor }, position });
}

test('a list is read to its end', async () => {
  answers([[1, 2], 'a+b', 7], [[3], 'c', 7], [[], null, 7]);

  expect((await readAll<number>('/api/v1/shops')).value).toEqual([1, 2, 3]);

  expect(vi.mocked(read).mock.calls.map(([path]) => path)).toEqual([
    '/api/v1/shops?limit=200',
    '/api/v1/shops?limit=200&cursor=a%2Bb',
    '/api/v1/shops?limit=200&cursor=c',
  ]);
});

test('a filter stays on every page', async () => {
  answers([[1], 'next', 1], [[2], null, 1]);

  await readAll('/api/v1/items?shop_id=5');

  expect(vi.mocked(read)).toHaveBeenLastCalledWith('/api/v1/items?shop_id=5&limit=200&cursor=next', undefined);
});

test.each([
  [[9, 8, 9], 8],
  [[null, 8], 8],
  [[8, null], 8],
  [[null], null],
])('pages true at %j are together as old as the oldest', async (positions, position) => {
  answers(
    ...positions.map(
      (at, n) => [[n], n < positions.length - 1 ? 'next' : null, at] as [number[], string | null, number | null],
    ),
  );

  expect((await readAll('/api/v1/shops')).position).toBe(position);
});
