import { describe, expect, it } from 'vitest';
import { parseMediaEvent } from '#main/media/transport/webSocket/control';
import { seededRandom } from '#support/media/signals';

const SEEDS = [
  'MEDIA_START connection_id:a channel:b channel_id:em1 format:slin16 optimal_frame_size:640 ptime:20',
  'STATUS channel_id:em1 queue_length:0 xon_level:800 xoff_level:900 queue_full:false media_paused:false',
  'MEDIA_MARK_PROCESSED m1',
  'ERROR channel_id:em1 error_text:something\n',
  '{"event":"STATUS","channel_id":"em2","queue_length":979,"queue_full":true,"media_paused":false}',
  '{"event":"MEDIA_START","channel_id":"em2","format":"slin16","optimal_frame_size":640}',
  '{"event":"MEDIA_MARK_PROCESSED","correlation_id":"mk"}',
  '{"event":"__proto__","constructor":{}}',
];
const TYPES = new Set(
  'mediaStart status xoff xon mark queueDrained bufferingCompleted dtmf error unknown'.split(' '),
);

/** Changes, drops, doubles and cuts characters. */
function spoil(text: string, random: () => number): string {
  const characters = Array.from(text);
  const changes = 1 + Math.floor(random() * 6);
  for (let i = 0; i < changes; i += 1) {
    const at = Math.floor(random() * characters.length);
    const character = String.fromCharCode(Math.floor(random() * 0x180));
    characters.splice(at, Math.floor(random() * 3), ...(random() < 0.5 ? [character] : []));
  }
  return characters.slice(0, Math.ceil(random() * characters.length * 1.2)).join('');
}

describe('control messages of Asterisk, spoiled', () => {
  it('are understood or unknown, and never an exception', () => {
    const random = seededRandom(21);
    for (let i = 0; i < 20_000; i += 1) {
      const { event } = parseMediaEvent(spoil(SEEDS[i % SEEDS.length] ?? '', random));
      expect(TYPES.has(event.type)).toBe(true);
      if (event.type === 'status') {
        expect(Number.isInteger(event.queueLength) && event.queueLength >= 0).toBe(true);
      }
    }
  });

  it('of a megabyte and of deep nesting are unknown', () => {
    expect(parseMediaEvent('x'.repeat(1_000_000)).event.type).toBe('unknown');
    expect(parseMediaEvent('{"event":'.repeat(50_000)).event.type).toBe('unknown');
    const deep = `{"event":"STATUS","queue_length":${'['.repeat(2_000)}${']'.repeat(2_000)}}`;
    expect(parseMediaEvent(deep).event.type).toBe('unknown');
  });
});
