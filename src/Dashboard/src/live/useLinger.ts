import { useEffect, useRef, useState } from 'react';

const LingerMs = 7_000;

interface Kept<T> {
  item: T;
  goneAt: number | null;
}

/** A list whose items stay for a moment after they leave it, in their places, so that people see how it ended. */
export function useLinger<T extends { id: string }>(items: readonly T[], max: number): T[] {
  const kept = useRef(new Map<string, Kept<T>>());
  const [, setTick] = useState(0);
  const now = Date.now();
  kept.current = linger(kept.current, items, now, LingerMs);
  const nextGone = Math.min(
    ...[...kept.current.values()].map(({ goneAt }) => (goneAt === null ? Infinity : goneAt + LingerMs)),
  );

  useEffect(() => {
    if (!Number.isFinite(nextGone)) return undefined;
    const timer = setTimeout(() => setTick((tick) => tick + 1), Math.max(50, nextGone - Date.now()));
    return () => clearTimeout(timer);
  }, [nextGone]);

  return [...kept.current.values()].slice(0, max).map(({ item }) => item);
}

/** Pure: what to show now, given what was shown and what there is. */
export function linger<T extends { id: string }>(
  before: ReadonlyMap<string, Kept<T>>,
  items: readonly T[],
  now: number,
  forMs: number,
): Map<string, Kept<T>> {
  const present = new Map(items.map((item) => [item.id, item]));
  const after = new Map<string, Kept<T>>();
  for (const [id, held] of before) {
    const item = present.get(id);
    if (item !== undefined) after.set(id, { item, goneAt: null });
    else if (held.goneAt === null || now - held.goneAt < forMs)
      after.set(id, { item: held.item, goneAt: held.goneAt ?? now });
  }
  for (const [id, item] of present) if (!after.has(id)) after.set(id, { item, goneAt: null });
  return after;
}
