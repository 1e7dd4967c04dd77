import { describe, expect, it } from 'vitest';
import { Problem } from './problem';

const wrong = (...errors: { pointer: string; reason: string }[]) =>
  new Problem(422, 'validation-failed', 'Not valid', 'Some fields are wrong.', errors);

describe('a problem', () => {
  it('names each wrong field, of the body or of the address, rather than that there are some', () => {
    expect(
      wrong({ pointer: '?to', reason: 'is too far' }, { pointer: '/customer/phone', reason: 'is none' }).said,
    ).toBe('To: is too far · Customer phone: is none');
  });
  it('counts lines as people do, and has no name for the whole', () => {
    expect(wrong({ pointer: '/lines/0/unit_price', reason: 'is below zero' }).said).toBe(
      'Lines 1 unit price: is below zero',
    );
    expect(wrong({ pointer: '', reason: 'must be an object' }).said).toBe('must be an object');
  });
  it('speaks for itself where no field is wrong', () => {
    expect(wrong().said).toBe('Some fields are wrong.');
    expect(new Problem(500, 'page-failed', 'This page failed').said).toBeNull();
  });
});
