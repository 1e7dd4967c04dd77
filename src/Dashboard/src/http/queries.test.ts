import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { changed, queries } from './queries';

afterEach(() => queries.clear());

function watch(key: string, read: () => Promise<string>) {
  const observer = new QueryObserver(queries, { queryKey: [key], queryFn: read });
  return { stop: observer.subscribe(() => undefined), data: () => observer.getCurrentResult().data };
}

test('a first read that began before a command is not taken for what is true after it', async () => {
  let answerFirst = (): void => undefined;
  const before = new Promise<string>((resolve) => {
    answerFirst = () => resolve('before');
  });
  const read = vi.fn().mockReturnValueOnce(before).mockResolvedValue('after');
  const { stop, data } = watch('things', read);

  const again = changed(['things']);
  answerFirst();
  await again;

  expect(data()).toBe('after');
  stop();
});

test('all that a command changed is read again, and nothing else', async () => {
  const reads = ['one', 'two', 'other'].map((key) => {
    const read = vi.fn().mockResolvedValue(key);
    return { read, ...watch(key, read) };
  });
  await vi.waitFor(() => expect(reads.every(({ data }) => data() !== undefined)).toBe(true));

  await changed(['one'], ['two']);

  expect(reads.map(({ read }) => read.mock.calls.length)).toEqual([2, 2, 1]);
  reads.forEach(({ stop }) => stop());
});
