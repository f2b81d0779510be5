import { describe, expect, it } from 'vitest';
import { isHostAllowed, isLoopback } from '#main/api/access/hostCheck';

describe('isHostAllowed', () => {
  it.each([
    ['localhost', true],
    ['LOCALHOST:8000', true],
    ['127.0.0.1:8000', true],
    ['[::1]:8000', true],
    ['192.168.1.5', true],
    ['desk.office.example', true],
    ['other.example', false],
    ['localhost.other.example', false],
    ['127.0.0.1.nip.example', false],
    ['', false],
    ['a b', false],
    [undefined, false],
  ])('%s is %s', (header, allowed) => {
    expect(isHostAllowed(header, 'Desk.office.example')).toBe(allowed);
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.168.1.5', false],
    ['::ffff:10.0.0.1', false],
    ['127.example', false],
    [undefined, false],
  ])('%s is %s', (address, loopback) => {
    expect(isLoopback(address)).toBe(loopback);
  });
});
