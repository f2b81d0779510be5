import { describe, expect, it } from 'vitest';
import { deedOf, deedOfNudge, deedOfOutgoingCall, failureText } from '#model/audit';
import { phrase } from '#model/phrases/phrase';
import { aNudge } from '#support/nudges';

describe('what the audit says of a command', () => {
  it.each([
    [{ kind: 'end' }, {}],
    [{ kind: 'changeVoice', voice: 'Kore' }, { voice: 'Kore' }],
    [
      { kind: 'changeModel', model: 'gemini-3.8-live-extended-thinking' },
      { model: 'gemini-3.8-live-extended-thinking' },
    ],
    [{ kind: 'say', text: 'Mrs Ruiz' }, { characters: 8 }],
    [{ kind: 'whisper', text: 'Mrs Ruiz' }, { characters: 8 }],
    [{ kind: 'changeInstruction', text: 'Mrs Ruiz' }, { characters: 8 }],
    [{ kind: 'sendDtmf', digits: '4711#' }, { keys: 5 }],
    [{ kind: 'transfer', target: '+34600111222' }, { target: '…222' }],
    [{ kind: 'consult', target: '204' }, { target: '…4' }],
    [{ kind: 'setBargeIn', mode: 'confirm' }, { mode: 'confirm' }],
    [{ kind: 'muteCaller', on: true }, { on: true }],
  ] as const)('%j: %j', (command, params) => {
    expect(deedOf('c1', command)).toEqual({ action: `call.${command.kind}`, callId: 'c1', params });
  });

  it('has the end of a number that is called, and the id of the call once there is one', () => {
    const call = { number: '+34600111222', profileId: 'sales' };
    const params = { number: '…222', profileId: 'sales' };
    expect(deedOfOutgoingCall(call, null)).toEqual({ action: 'call.place', callId: null, params });
    expect(deedOfOutgoingCall(call, 'c1').callId).toBe('c1');
  });

  it('has the same of what a rule does, and what the rule watches', () => {
    expect(deedOfNudge('c1', aNudge(), null)).toEqual({
      action: 'call.notice',
      callId: 'c1',
      params: { severity: 'warn', watch: 'words' },
    });
    const whisper = { kind: 'whisper', text: 'Mrs Ruiz' } as const;
    expect(deedOfNudge('c1', aNudge({ watch: 'silence' }), whisper)).toEqual({
      action: 'call.whisper',
      callId: 'c1',
      params: { characters: 8, watch: 'silence' },
    });
  });

  it.each([
    ['+34600111222', '…222'],
    ['123456', '…456'],
    ['12345', '…45'],
    ['2001', '…01'],
    ['204', '…4'],
    ['7', '…'],
    ['sales', '…'],
  ])('has at most half of the digits of %s, and at most three', (target, end) => {
    expect(deedOf('c1', { kind: 'transfer', target }).params).toEqual({ target: end });
  });
});

describe('what the audit says of a failure', () => {
  it('has the words and numbers of the program, and none that came from elsewhere', () => {
    const free = phrase('recording.disk-full', { freeMegabytes: 12, keptMegabytes: 500 });
    expect(failureText('refused', free)).toContain('only 12 MB are free');
    expect(failureText('refused', phrase('text', { text: 'Mrs Ruiz is busy' }))).toBe('refused: …');
    const nested = phrase('farewell.not-hung-up', { why: phrase('text', { text: '600111222' }) });
    expect(failureText('network', nested)).toBe(
      'network: The caller could not be hung up yet. Cordboard tries again until it succeeds: …',
    );
  });
});
