import { expect, it } from 'vitest';
import { joined, spread } from '#main/store/worker/unspacedText';

const shown = (text: string) => spread(text).replaceAll('\u0001', '|');

it('takes each character of a script without blanks as a word, and leaves other words whole', () => {
  expect(shown('请发invoice给我')).toBe('请|发|invoice|给|我');
  expect(shown('営業は9時')).toBe('営|業|は|9|時');
  expect(shown('ดีครับ')).toBe('ด|ี|ค|ร|ั|บ');
  expect(shown('𠮷野家')).toBe('𠮷|野|家');
  expect(shown('My grüße, 고객이')).toBe('My grüße, 고객이');
});

it('gives the text back as it was', () => {
  for (const text of ['您好，这里是客户服务中心。', 'コーヒー and tea', 'สวัสดีค่ะ']) {
    expect(joined(spread(text))).toBe(text);
    expect(spread(spread(text))).toBe(spread(text));
  }
});
