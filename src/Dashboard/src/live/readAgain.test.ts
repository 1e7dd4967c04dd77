import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { readAgain } from './readAgain';

test('what a first read under way was told before the event is read again', async () => {
  const queries = new QueryClient();
  let answerFirst = (): void => undefined;
  const before = new Promise<{ value: string; position: number }>((resolve) => {
    answerFirst = () => resolve({ value: 'before', position: 1 });
  });
  const read = vi.fn().mockReturnValueOnce(before).mockResolvedValue({ value: 'after', position: 2 });
  const observer = new QueryObserver(queries, { queryKey: ['item', '1'], queryFn: read });
  const stop = observer.subscribe(() => undefined);

  const again = readAgain(queries, ['item', '1'], 2);
  answerFirst();
  await again;

  expect(observer.getCurrentResult().data).toEqual({ value: 'after', position: 2 });
  stop();
});

test('what knows the event already is read once', async () => {
  const queries = new QueryClient();
  const read = vi.fn().mockResolvedValue({ value: 'after', position: 2 });
  const observer = new QueryObserver(queries, { queryKey: ['item', '1'], queryFn: read, staleTime: 60_000 });
  const stop = observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBeDefined());

  await readAgain(queries, ['item', '1'], 2);

  expect(read).toHaveBeenCalledTimes(2);
  stop();
});
