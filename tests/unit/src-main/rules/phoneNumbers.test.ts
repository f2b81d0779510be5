import { describe, expect, it } from 'vitest';
import { isPhoneCountry, looksAlike, sameNumber, sharedEnd } from '#main/rules/phoneNumbers';

const BERLIN = '+4930123456';
const WASHINGTON = '+12025550123';

describe('the same number', () => {
  it.each([
    [BERLIN, '004930123456'],
    [BERLIN, '4930123456'],
    [BERLIN, '+49 (30) 12-34.56'],
    ['101', '00101'],
    ['ana', 'ana'],
  ])('is %s and %s, without a country', (a, b) => {
    expect(sameNumber(a, b, '')).toBe(true);
    expect(sameNumber(b, a, '')).toBe(true);
  });

  it.each([
    ['DE', BERLIN, '030123456'],
    ['DE', '004930123456', '030 123 456'],
    ['DE', '4930123456', '030123456'],
    ['US', WASHINGTON, '2025550123'],
    ['US', WASHINGTON, '12025550123'],
    ['US', WASHINGTON, '0012025550123'],
    ['US', WASHINGTON, '011 1 202 555 0123'],
    ['US', WASHINGTON, '(202) 555-0123'],
    ['US', '0012025550123', '2025550123'],
    ['GB', '+442079460123', '020 7946 0123'],
    ['IT', '+390612345678', '06 1234 5678'],
    ['DE', WASHINGTON, '0012025550123'],
  ])('is, in %s, %s and %s', (country, a, b) => {
    expect(sameNumber(a, b, country)).toBe(true);
    expect(sameNumber(b, a, country)).toBe(true);
  });

  it.each([
    ['', WASHINGTON, '2025550123'],
    ['DE', WASHINGTON, '2025550123'],
    ['US', BERLIN, '030123456'],
    ['DE', BERLIN, '030123457'],
    ['DE', BERLIN, '123456'],
    ['DE', '+49201234', '201234'],
    ['US', '2001', '+12001'],
    ['US', '100', '1000'],
    ['US', 'ana', 'Ana'],
    ['US', 'shop*1', 'shop1'],
    ['US', '', '0'],
    ['DE', '1234567a', '1234567'],
    ['XX', WASHINGTON, '2025550123'],
  ])('is not, in %j, %s and %s', (country, a, b) => {
    expect(sameNumber(a, b, country)).toBe(false);
    expect(sameNumber(b, a, country)).toBe(false);
  });

  it.each([BERLIN, '004930123456', '030123456', '30 123 456', '(0)30/123456'])(
    'ends in the same digits when it is written %s',
    (spelling) => {
      expect(sharedEnd(spelling)).toBe('0123456');
    },
  );
});

it('looks like another one that ends in the same eight digits', () => {
  expect(looksAlike(WASHINGTON, '2025550123')).toBe(true);
  expect(looksAlike(WASHINGTON, '+12025550123')).toBe(false);
  expect(looksAlike(WASHINGTON, '5550123')).toBe(false);
  expect(looksAlike('2001', '2001')).toBe(false);
  expect(looksAlike('ana', '2025550123')).toBe(false);
});

it('knows countries by their codes', () => {
  expect(['US', 'DE', 'MX', 'JP'].every(isPhoneCountry)).toBe(true);
  expect(['', 'us', 'XX', 'USA', 'constructor'].some(isPhoneCountry)).toBe(false);
});
