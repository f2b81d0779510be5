import { describe, expect, it } from 'vitest';
import { applyPatches } from '#support/asterisk/labConfig';

const patch = [{ from: /^bindport *= *8088$/m, to: 'bindport = 12000' }];

describe('patches of the shipped configuration', () => {
  it('change the one line they are for', () => {
    const text = '; bindport = 8088 is the default\nbindport=8088\nenabled = yes\n';
    expect(applyPatches('http.conf', text, patch)).toBe(
      '; bindport = 8088 is the default\nbindport = 12000\nenabled = yes\n',
    );
  });

  it('refuse a file in which the line is missing or there twice', () => {
    expect(() => applyPatches('http.conf', 'bindport = 80\n', patch)).toThrow('found 0');
    expect(() => applyPatches('http.conf', 'bindport=8088\nbindport=8088\n', patch)).toThrow(
      'found 2',
    );
  });
});
