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
            connectedNumber: '',
            connectedName: '',
            extension: '',
          },
          args: [],
          replaces: null,
        },
      },
    });
  });

  it('reads which channel a channel replaces, and with whom it is connected', () => {
    // As Asterisk tells of an attended transfer by phone.
    const channel = {
      id: '1.8',
      name: 'Local/_attended@transfer-00000000;2',
      state: 'Up',
      caller: { name: '', number: '' },
      connected: { name: 'Ana', number: '2001' },
      dialplan: { context: 'transfer', exten: '_attended', priority: 1 },
    };
    const replace_channel = { id: '1.5', name: 'PJSIP/phone-ben-00000005', state: 'Up' };
    expect(
      parseAriEvent({ type: 'StasisStart', args: [], channel, replace_channel }),
    ).toMatchObject({
      event: {
        payload: {
          channel: { id: '1.8', connectedNumber: '2001', connectedName: 'Ana' },
          replaces: '1.5',
        },
      },
    });
  });

  it('reads with whom a phone talked on the two calls that it has connected', () => {
    const legOf = (id: string, number: string) => ({ id, connected: { name: '', number } });
    const event = {
      type: 'BridgeAttendedTransfer',
      transferer_first_leg: legOf('1.4', '2001'),
      transferer_second_leg: legOf('1.5', ''),
    };
    expect(parseAriEvent(event)).toMatchObject({
      event: {
        name: 'attendedTransfer',
        payload: { legs: [{ id: '1.4', connectedNumber: '2001' }, { id: '1.5' }] },
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
