import { describe, expect, it } from 'vitest';
import { parseAriEvent } from '#main/ari/events';

const channel = { id: '17.1', name: 'PJSIP/ana-1', state: 'Up' };

describe('parseAriEvent', () => {
  it.each([
    [{ type: 'StasisEnd' }, 'stasisEnd', {}],
    [{ type: 'ChannelStateChange' }, 'channelStateChange', { state: 'Up' }],
    [{ type: 'ChannelHangupRequest' }, 'channelHangupRequest', { cause: 0, soft: false }],
    [
      { type: 'ChannelHangupRequest', cause: 16, soft: true },
      'channelHangupRequest',
      { cause: 16, soft: true },
    ],
    [
      { type: 'ChannelDestroyed', cause: 17, cause_txt: 'User busy' },
      'channelDestroyed',
      { cause: 17, causeText: 'User busy' },
    ],
    [{ type: 'ChannelTalkingStarted' }, 'channelTalkingStarted', {}],
    [
      { type: 'ChannelTalkingFinished', duration: 900 },
      'channelTalkingFinished',
      { durationMs: 900 },
    ],
    [
      { type: 'ChannelDtmfReceived', digit: '#', duration_ms: 120 },
      'channelDtmf',
      { digit: '#', durationMs: 120 },
    ],
    [{ type: 'ChannelHold', musicclass: 'default' }, 'channelHold', {}],
    [{ type: 'ChannelUnhold' }, 'channelUnhold', {}],
  ])('turns %o into %s', (raw, name, rest) => {
    expect(parseAriEvent({ ...raw, channel })).toEqual({
      kind: 'call',
      event: { name, payload: { channelId: '17.1', ...rest } },
    });
  });

  it('takes a withheld caller and a bare channel as empty texts', () => {
    expect(parseAriEvent({ type: 'StasisStart', channel: { id: '17.1' } })).toEqual({
      kind: 'call',
      event: {
        name: 'stasisStart',
        payload: {
          channel: {
            id: '17.1',
            name: '',
            state: 'Unknown',
            callerNumber: '',
            callerName: '',
            extension: '',
          },
          args: [],
        },
      },
    });
  });

  it('recognises that the application was replaced', () => {
    expect(parseAriEvent({ type: 'ApplicationReplaced', application: 'desk' })).toEqual({
      kind: 'replaced',
    });
  });

  it('ignores kinds that are not used, even those named like a property of every object', () => {
    expect(parseAriEvent({ type: 'ChannelVarset' })).toEqual({
      kind: 'ignored',
      type: 'ChannelVarset',
    });
    expect(parseAriEvent({ type: 'constructor' })).toEqual({
      kind: 'ignored',
      type: 'constructor',
    });
  });

  it('says which field is wrong without repeating what it holds', () => {
    const parsed = parseAriEvent({
      type: 'StasisStart',
      channel: { id: '1', caller: { number: 5551234 } },
    });
    expect(parsed).toMatchObject({ kind: 'malformed', type: 'StasisStart' });
    expect(JSON.stringify(parsed)).toContain('number');
    expect(JSON.stringify(parsed)).not.toContain('5551234');
  });

  it.each([null, 7, 'x', [], {}, { type: 1 }])('takes %o for malformed', (raw) => {
    expect(parseAriEvent(raw)).toMatchObject({ kind: 'malformed' });
  });
});
