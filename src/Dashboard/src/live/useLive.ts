import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { live, type LiveState } from './connection';

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => live.on('state', listener),
    () => live.state,
  );
}

const FlashMs = 1_400;

/** A class for a row that has just changed: present for a moment after `signature` differs from what it was. */
export function useFlash(signature: unknown, atFirst = false): string | undefined {
  const before = useRef(signature);
  const first = useRef(atFirst);
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (before.current === signature && !first.current) return;
    before.current = signature;
    first.current = false;
    setOn(true);
    const timer = setTimeout(() => setOn(false), FlashMs);
    return () => {
      clearTimeout(timer);
      setOn(false);
    };
  }, [signature]);
  return isOn ? 'flash' : undefined;
}
