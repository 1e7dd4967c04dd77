import { expect, test } from 'vitest';
import { answered, keyOf } from './intents';

test('who presses again after a lost answer sends the same command', () => {
  expect(keyOf('POST /items {"name":"Soap"}', 1_000)).toBe(keyOf('POST /items {"name":"Soap"}', 60_000));
});

test('another body is another command', () => {
  expect(keyOf('POST /items {"name":"Brush"}')).not.toBe(keyOf('POST /items {"name":"Comb"}'));
});

test('after an answer the same again is meant as another', () => {
  const first = keyOf('POST /stock/1/adjust {"by":5}');
  answered('POST /stock/1/adjust {"by":5}');
  expect(keyOf('POST /stock/1/adjust {"by":5}')).not.toBe(first);
});

test('the same again much later is meant as another', () => {
  expect(keyOf('POST /stock/2/adjust {"by":5}', 1_000)).not.toBe(keyOf('POST /stock/2/adjust {"by":5}', 200_000));
});
