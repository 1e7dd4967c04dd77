import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { readAgain, readOlderAgain } from './readAgain';

test.each([
  ['an event', (queries: QueryClient) => readAgain(queries, ['item', '1'], 2)],
  ['the stream began', (queries: QueryClient) => readOlderAgain(queries, 2)],
])('what a first read under way was told before %s is read again', async (_, readsAgain) => {
  const queries = new QueryClient();
  let answerFirst = (): void => undefined;
  const before = new Promise<{ value: string; position: number }>((resolve) => {
    answerFirst = () => resolve({ value: 'before', position: 1 });
  });
  const read = vi.fn().mockReturnValueOnce(before).mockResolvedValue({ value: 'after', position: 2 });
  const observer = new QueryObserver(queries, { queryKey: ['item', '1'], queryFn: read });
  const stop = observer.subscribe(() => undefined);

  setTimeout(answerFirst, 10);
  await readsAgain(queries);

  expect(observer.getCurrentResult().data).toEqual({ value: 'after', position: 2 });
  expect(read).toHaveBeenCalledTimes(2);
  stop();
});

test.each([
  ['an event', 2, (queries: QueryClient) => readAgain(queries, ['item', '1'], 2)],
  ['the stream began', 1, (queries: QueryClient) => readOlderAgain(queries, 2)],
])('of what knows already what %s tells, no more is read than has to be', async (_, times, readsAgain) => {
  const queries = new QueryClient();
  const read = vi.fn().mockResolvedValue({ value: 'after', position: 2 });
  const observer = new QueryObserver(queries, { queryKey: ['item', '1'], queryFn: read, staleTime: 60_000 });
  const stop = observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBeDefined());

  await readsAgain(queries);

  expect(read).toHaveBeenCalledTimes(times);
  stop();
});
