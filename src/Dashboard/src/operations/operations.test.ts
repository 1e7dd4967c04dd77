import { describe, expect, it } from 'vitest';
import { activationsOf, callsOf, isSilent, rate, time, type ProcessFigures } from './operations';

function process(name: string, role: ProcessFigures['role'], some: Partial<ProcessFigures> = {}): ProcessFigures {
  return {
    name,
    role,
    runtime: 'Orleans',
    version: '1.0.0',
    started_at: '2026-11-20T09:00:00Z',
    at: '2026-11-20T12:00:00Z',
    cpu_cores: 0,
    memory_bytes: 0,
    activations: [],
    calls: [],
    commits: {
      per_second: 0,
      flushes_per_second: 0,
      flush_p50_ms: null,
      flush_p95_ms: null,
      refused: 0,
      unknown_outcomes: 0,
    },
    http: { per_second: 0, failed_per_second: 0, p95_ms: null },
    live_connections: 0,
    history: [],
    ...some,
  };
}

const call = { method: 'Place', failed_per_second: 0, p50_ms: 1, p95_ms: 2, p99_ms: 3 };

describe('figures of several processes', () => {
  it('add up activations of a kind, most first', () => {
    const silos = [
      process('a', 'silo', { activations: [{ kind: 'Order', count: 2 }] }),
      process('b', 'silo', {
        activations: [
          { kind: 'Shop', count: 4 },
          { kind: 'Order', count: 3 },
        ],
      }),
    ];
    expect(activationsOf(silos)).toEqual([
      { kind: 'Order', count: 5 },
      { kind: 'Shop', count: 4 },
    ]);
  });

  it('count a call once, where its grain lives', () => {
    const calls = callsOf([
      process('api', 'api', { calls: [{ ...call, grain: 'Order', per_second: 9 }] }),
      process('one', 'silo', { calls: [{ ...call, grain: 'Order', per_second: 4 }] }),
      process('two', 'silo', { calls: [{ ...call, grain: 'Shop', per_second: 5 }] }),
    ]);
    expect(calls.map(({ grain, process }) => [grain, process])).toEqual([
      ['Shop', 'two'],
      ['Order', 'one'],
    ]);
  });

  it('tell a process that is silent', () => {
    expect(isSilent(process('a', 'silo'), Date.parse('2026-11-20T12:00:10Z'))).toBe(false);
    expect(isSilent(process('a', 'silo'), Date.parse('2026-11-20T12:00:20Z'))).toBe(true);
  });
});

describe('figures in words', () => {
  it.each([
    [0, '0'],
    [0.417, '0.42'],
    [4.25, '4.3'],
    [1250.4, '1,250'],
  ])('a rate of %d is %s', (perSecond, text) => expect(rate(perSecond)).toBe(text));

  it.each([
    [null, '–'],
    [0.42, '0.4 ms'],
    [42.4, '42 ms'],
    [1_240, '1.2 s'],
  ])('a time of %s is %s', (ms, text) => expect(time(ms)).toBe(text));
});
