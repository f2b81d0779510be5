import { describe, expect, it } from 'vitest';
import type { Profile } from '#model/profile';
import { anHttpTool, aProfile, aRule } from '#support/profiles';
import {
  copyOf,
  draftOf,
  formOf,
  idOf,
  newForm,
  newHttpTool,
} from '#window/features/profiles/profileForm';

const FULL: Profile = aProfile({
  numbers: ['1000', '+34 600 111 222'],
  systemInstruction: 'Sell.\nBe kind.',
  voice: 'Kore',
  model: 'gemini-x',
  language: 'es-ES',
  greeting: 'Hello {caller.name}.',
  disclosure: 'I am an AI.',
  channelVariables: ['CUSTOMER', 'TIER'],
  earlierCalls: true,
  vad: { energyThreshold: 900, sileroThreshold: 0.7, speechSeconds: 0.2, silenceSeconds: null },
  bargeIn: 'confirm',
  keys: 'secret',
  tools: {
    endCall: true,
    transferCall: true,
    sendDtmf: false,
    takeMessage: true,
    askSupervisor: true,
    googleSearch: false,
    approval: { endCall: false, transferCall: true, sendDtmf: false, takeMessage: false },
    answerSeconds: 45,
    http: [
      anHttpTool({
        approval: true,
        headers: { Authorization: `Bearer \${TOKEN}`, 'X-Shop': 'a: b' },
        fromCall: { customer: '{caller.number}' },
      }),
    ],
  },
  transferTargets: [{ name: 'sales', description: 'prices', extension: '201' }],
  rules: [
    aRule({ act: { kind: 'hand-over', target: 'sales' }, againSeconds: 60 }),
    aRule({ reason: 'a', watch: { kind: 'promise', phrases: ['free', 'guarant* *'] } }),
    aRule({ reason: 'b', watch: { kind: 'failures', tool: 'orders', times: 2 } }),
    aRule({ reason: 'c', watch: { kind: 'failures', tool: null, times: 3 }, severity: 'danger' }),
    aRule({
      reason: 'd',
      watch: { kind: 'silence', of: 'caller', seconds: 20 },
      act: { kind: 'whisper', text: 'Ask whether they are there.' },
    }),
  ],
  maxCallSeconds: 90,
  record: false,
  fallback: { kind: 'voicemail', extension: '*97' },
  mailbox: { kind: 'leave-text', text: 'Please call back.' },
  summary: {
    on: true,
    outcomes: ['sold', 'call back'],
    fields: [
      { name: 'order', type: 'text', description: 'Its number', choices: [], required: true },
      { name: 'size', type: 'choice', description: '', choices: ['S', 'L'], required: false },
    ],
  },
});

describe('the form of a profile', () => {
  it.each([
    ['a full one', FULL],
    ['one that leaves all open', aProfile()],
    ['one in which the caller speaks first', aProfile({ greeting: '' })],
    ['one that says nothing of the AI', aProfile({ disclosure: '' })],
  ])('stands for the same profile again: %s', (_what, profile) => {
    expect(draftOf(formOf(profile))).toEqual(profile);
  });

  it('passes on what cannot be read, so that it can be said what is wrong with it', () => {
    const http = [
      { ...newHttpTool(), parameters: '{ not json', headers: 'no colon', timeoutMs: 'x' },
    ];
    const draft = draftOf({ ...newForm(), maxCallSeconds: 'long', http });
    expect(draft).toMatchObject({
      maxCallSeconds: 'long',
      tools: {
        http: [{ parameters: '{ not json', headers: { 'no colon': '' }, timeoutMs: 'x' }],
      },
    });
  });

  it('makes ids of names', () => {
    expect(idOf('  Atención & Ventas 2 ')).toBe('atencion-ventas-2');
    expect(idOf('東京')).toBe('');
  });

  it('copies all but the numbers, which belong to one profile only', () => {
    expect(draftOf(copyOf(formOf(FULL), 'Sales copy'))).toEqual({
      ...FULL,
      id: 'sales-copy',
      name: 'Sales copy',
      numbers: [],
    });
  });
});
