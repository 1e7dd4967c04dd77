import { expect, test } from 'vitest';
import { isMissingCode, mayReload } from './missing';

test('code that did not arrive is told from a bug, in each browser’s words', () => {
  expect(isMissingCode(new Error('Unable to preload CSS for /assets/DataTable-M9aiE1qG.css'))).toBe(true);
  expect(isMissingCode(new TypeError('Failed to fetch dynamically imported module: http://a/b.js'))).toBe(true);
  expect(isMissingCode(new TypeError('error loading dynamically imported module: http://a/b.js'))).toBe(true);
  expect(isMissingCode(new TypeError('Importing a module script failed.'))).toBe(true);

  expect(isMissingCode(new TypeError('x is undefined'))).toBe(false);
  expect(isMissingCode('preload')).toBe(false);
});

test('the app is not loaded again and again', () => {
  const kept = new Map<string, string>();
  const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (k: string, v: string) => kept.set(k, v) };

  expect(mayReload(1_000_000, memory)).toBe(true);
  expect(mayReload(1_010_000, memory)).toBe(false);
  expect(mayReload(1_031_000, memory)).toBe(true);
});
