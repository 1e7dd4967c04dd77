import { describe, expect, it } from 'vitest';
import { safePath } from '../accounts/SignIn';
import { mainAction } from '../orders/status';
import { drawnSteps, normalNumber } from './tracking';

describe('tracking', () => {
  it('reads a number however it was typed', () => {
    for (const typed of ['ord-2026-42', 'ORD 2026 000042', ' 2026-42 '])
      expect(normalNumber(typed)).toBe('ORD-2026-000042');
    expect(normalNumber('ORD-2026-1234567')).toBe('ORD-2026-1234567');
    expect(normalNumber('something')).toBe('SOMETHING');
  });

  it('draws what is behind, where it stands and what is ahead', () => {
    const stub = {
      order_number: '',
      status: 'on_way',
      stage: 'in_transit',
      step: 2,
      steps: ['new', 'accepted', 'on_way', 'processing', 'completed'],
      eta: null,
    };
    expect(
      drawnSteps(stub)
        .map(({ isDone, isHere }) => (isDone ? 'x' : isHere ? 'o' : '.'))
        .join(''),
    ).toBe('xxo..');
    expect(drawnSteps({ ...stub, status: 'completed' }).every(({ isDone }) => isDone)).toBe(true);
  });
});

describe('an order’s next step', () => {
  it('is the first allowed one that goes forward', () => {
    expect(mainAction('service', 'accepted', ['new', 'cancelled', 'on_way', 'processing'])).toBe('on_way');
    expect(mainAction('product', 'pending', ['cancelled', 'confirmed'])).toBe('confirmed');
    // However the server sorts them: no step is skipped unless somebody says so.
    expect(mainAction('product', 'pending', ['processing', 'confirmed', 'cancelled'])).toBe('confirmed');
    expect(mainAction('service', 'completed', [])).toBeNull();
  });
});

describe('where sign-in leads back to', () => {
  it('is inside this app or nowhere', () => {
    expect(safePath('/orders?status=new')).toBe('/orders?status=new');
    for (const path of ['//evil.test', '/\\evil.test', 'https://evil.test', null]) expect(safePath(path)).toBeNull();
  });
});
