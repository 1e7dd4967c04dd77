import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { isLost, readingNow } from './away';
import { Problem, unreachable } from './problem';
import { queries } from './queries';

afterEach(() => queries.clear());

const away = new Problem(503, 'temporarily-unavailable', 'Not available right now');
const gone = new Problem(404, 'not-found', 'No such object');

/** Reads each answer in turn: an error is thrown. */
async function readAll(...answers: (string | Problem)[]) {
  const left = [...answers];
  const observer = new QueryObserver<string, Error>(queries, {
    queryKey: ['thing'],
    retry: false,
    queryFn: () => {
      const answer = left.shift();
      if (answer instanceof Problem) throw answer;
      return Promise.resolve(answer ?? '');
    },
  });
  const stop = observer.subscribe(() => undefined);
  for (const _ of answers) await observer.refetch({ cancelRefetch: false });
  const [result, reading] = [observer.getCurrentResult(), readingNow()];
  stop();
  return { isLost: isLost(result as Parameters<typeof isLost>[0]), data: result.data, reading };
}

test('what was read stays while the server is away, and is called old', async () => {
  for (const problem of [away, unreachable()])
    expect(await readAll('read', problem)).toEqual({ isLost: false, data: 'read', reading: 'old' });
});

test('what is refused now is not shown any more', async () => {
  expect(await readAll('read', gone)).toMatchObject({ isLost: true, reading: 'fine' });
});

test('what was never read is lost, and read again when the server is back', async () => {
  expect(await readAll(away)).toMatchObject({ isLost: true, reading: 'failed' });
  queries.clear();
  expect(await readAll(away, 'read')).toMatchObject({ isLost: false, data: 'read', reading: 'fine' });
});
