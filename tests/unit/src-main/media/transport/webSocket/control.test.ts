import { describe, expect, it } from 'vitest';
import {
  formatMediaCommand,
  MAX_COMMAND_BYTES,
  parseMediaEvent,
} from '#main/media/transport/webSocket/control';

describe('events of the WebSocket channel driver', () => {
  it.each([
    [
      'MEDIA_START connection_id:6c8f channel:WebSocket/INCOMING/0x7f channel_id:em1 format:slin16 optimal_frame_size:640 ptime:20',
      { type: 'mediaStart', channelId: 'em1', format: 'slin16', frameBytes: 640 },
    ],
    [
      'MEDIA_START connection_id:6c8f channel:WebSocket/INCOMING/0x7f format:slin16 optimal_frame_size:640',
      { type: 'mediaStart', channelId: null, format: 'slin16', frameBytes: 640 },
    ],
    [
      'STATUS channel_id:em1 queue_length:12 xon_level:800 xoff_level:900 queue_full:false bulk_media:false media_paused:true',
      { type: 'status', queueLength: 12, paused: true },
    ],
    ['MEDIA_MARK_PROCESSED m1', { type: 'mark', id: 'm1' }],
    ['MEDIA_MARK_PROCESSED', { type: 'mark', id: '' }],
    ['MEDIA_XOFF', { type: 'xoff' }],
    ['MEDIA_XON channel_id:em1', { type: 'xon' }],
    ['QUEUE_DRAINED', { type: 'queueDrained' }],
    ['MEDIA_BUFFERING_COMPLETED id7', { type: 'bufferingCompleted' }],
    ['DTMF_END digit:5 channel_id:em1', { type: 'dtmf', digit: '5' }],
    ['DTMF_END digit:# channel_id:em1', { type: 'dtmf', digit: '#' }],
    [
      'ERROR channel_id:em1 error_text:SET_MEDIA_DIRECTION only supports JSON format.\n',
      { type: 'error', text: 'SET_MEDIA_DIRECTION only supports JSON format.' },
    ],
  ])('understands the plain form %s', (text, event) => {
    expect(parseMediaEvent(text)).toEqual({ event, format: 'plain' });
  });

  it.each([
    [
      {
        event: 'MEDIA_START',
        connection_id: 'x',
        channel: 'WebSocket/INCOMING/0x7f',
        channel_id: 'em2',
        format: 'slin16',
        optimal_frame_size: 640,
        ptime: 20,
        channel_variables: { A: 'b' },
      },
      { type: 'mediaStart', channelId: 'em2', format: 'slin16', frameBytes: 640 },
    ],
    [
      { event: 'STATUS', channel_id: 'em2', queue_length: 979, media_paused: false },
      { type: 'status', queueLength: 979, paused: false },
    ],
    [
      { event: 'MEDIA_MARK_PROCESSED', channel_id: 'em2', correlation_id: 'mk' },
      { type: 'mark', id: 'mk' },
    ],
    [{ event: 'MEDIA_XOFF', channel_id: 'em2' }, { type: 'xoff' }],
    [{ event: 'MEDIA_XON', channel_id: 'em2' }, { type: 'xon' }],
    [{ event: 'QUEUE_DRAINED' }, { type: 'queueDrained' }],
    [{ event: 'MEDIA_BUFFERING_COMPLETED', correlation_id: 'b' }, { type: 'bufferingCompleted' }],
    [
      { event: 'DTMF_END', channel_id: 'em2', digit: '5' },
      { type: 'dtmf', digit: '5' },
    ],
    [
      { event: 'ERROR', error_text: 'Unable to parse' },
      { type: 'error', text: 'Unable to parse' },
    ],
  ])('understands the JSON form %j', (message, event) => {
    expect(parseMediaEvent(JSON.stringify(message))).toEqual({ event, format: 'json' });
  });

  it.each([
    '',
    ' ',
    'SOMETHING_NEW a:b',
    'MEDIA_START',
    'STATUS queue_length:many',
    'DTMF_END digit:',
    '{',
    '{}',
    '{"event":42}',
    '{"event":"__proto__"}',
    '{"event":"constructor"}',
    '{"event":"STATUS","queue_length":-1}',
    '{"event":"MEDIA_START","format":7}',
    '\u0000\u0001\uffff',
    `{"event":"${'x'.repeat(1_000_000)}"}`,
  ])('calls unknown what makes no sense (%#)', (text) => {
    expect(parseMediaEvent(text).event).toEqual({ type: 'unknown' });
  });
});

describe('commands to the WebSocket channel driver', () => {
  it('are written in both forms', () => {
    expect(formatMediaCommand({ type: 'flush' }, 'plain')).toBe('FLUSH_MEDIA');
    expect(formatMediaCommand({ type: 'flush' }, 'json')).toBe('{"command":"FLUSH_MEDIA"}');
    expect(formatMediaCommand({ type: 'continue' }, 'plain')).toBe('CONTINUE_MEDIA');
    expect(formatMediaCommand({ type: 'status' }, 'json')).toBe('{"command":"GET_STATUS"}');
    expect(formatMediaCommand({ type: 'mark', id: 't1.2' }, 'plain')).toBe('MARK_MEDIA t1.2');
    expect(JSON.parse(formatMediaCommand({ type: 'mark', id: 't1.2' }, 'json') ?? '')).toEqual({
      command: 'MARK_MEDIA',
      correlation_id: 't1.2',
    });
  });

  it('stay within the length that Asterisk takes', () => {
    const longest = formatMediaCommand({ type: 'mark', id: 'x'.repeat(64) }, 'json');
    expect(Buffer.byteLength(longest ?? '')).toBeLessThanOrEqual(MAX_COMMAND_BYTES);
  });

  it.each(['', 'x'.repeat(65), 'a b', 'a"b', 'a\nb'])('do not carry the mark id %j', (id) => {
    expect(formatMediaCommand({ type: 'mark', id }, 'json')).toBeNull();
    expect(formatMediaCommand({ type: 'mark', id }, 'plain')).toBeNull();
  });
});
