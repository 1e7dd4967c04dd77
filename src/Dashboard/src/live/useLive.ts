import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { live, type LiveState } from './connection';

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => live.on('state', listener),
    () => live.state,
  );
}

const FlashMs = 1_400;

/** Whether something has changed. What was not known before was read just now, and is no news. */
export function isNews(before: unknown, now: unknown): boolean {
  return before !== undefined && before !== now;
}

/** A class for a row that has just changed: present for a moment after `signature` differs from what it was. */
export function useFlash(signature: unknown, atFirst = false): string | undefined {
  const before = useRef(signature);
  const first = useRef(atFirst);
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const isNew = isNews(before.current, signature) || first.current;
    before.current = signature;
    first.current = false;
    if (!isNew) return;
    setOn(true);
    const timer = setTimeout(() => setOn(false), FlashMs);
    return () => {
      clearTimeout(timer);
      setOn(false);
    };
  }, [signature]);
  return isOn ? 'flash' : undefined;
}
