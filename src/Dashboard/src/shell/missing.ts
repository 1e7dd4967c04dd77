/** Not again so soon: a page whose code stays away must not be loaded over and over. */
const PauseMs = 30_000;
const AtKey = 'platform.reloaded';

/** Whether a page failed because its code did not arrive: the network was gone, or a newer version is served. */
export function isMissingCode(error: unknown): boolean {
  return (
    error instanceof Error &&
    /preload|dynamically imported module|importing a module|module script/i.test(error.message)
  );
}

/** Whether the whole app may be loaded again by itself now; it is, then. */
export function mayReload(now: number, memory: Pick<Storage, 'getItem' | 'setItem'>): boolean {
  const before = Number(memory.getItem(AtKey) ?? Number.NaN);
  if (now - before < PauseMs) return false;
  memory.setItem(AtKey, String(now));
  return true;
}
