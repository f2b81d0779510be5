import { beforeEach, describe, expect, it } from 'vitest';
import { type WebhookEvent, WebhookEvents } from '#main/webhooks/events';
import { signWebhook } from '#main/webhooks/signature';
import type { Call, CallNotice } from '#model/call';
import { callWith, noticeWith } from '#support/calls';
import { anApproval, aQuestion } from '#support/questions';

let told: WebhookEvent[] = [];
let includeNumbers = false;
let events: WebhookEvents;
beforeEach(() => {
  told = [];
  includeNumbers = false;
  let id = 0;
  events = new WebhookEvents({
    includeNumbers: () => includeNumbers,
    onEvent: (event) => told.push(event),
    newId: () => `e${(id += 1).toString()}`,
    now: () => 77,
  });
});

const put = (change: Partial<Call>): void => {
  events.apply({ type: 'callChanged', call: callWith(change) });
};
const types = (): readonly string[] => told.map(({ type }) => type);
const notice = (change: Partial<CallNotice> = {}): CallNotice =>
  noticeWith('The agent reconnects.', { kind: 'agent-link', at: 5, ...change });

describe('WebhookEvents', () => {
  it('announces the beginning and the end of a call, each once', () => {
    put({});
    put({ agentState: 'speaking' });
    put({ state: 'ended', endReason: 'caller-hung-up', endedAt: 9_000 });
    put({ state: 'ended', endReason: 'caller-hung-up', endedAt: 9_000, agentState: 'idle' });
    events.apply({ type: 'callRemoved', callId: 'call-1' });
    expect(types()).toEqual(['call.started', 'call.ended']);
    expect(told[0]).toMatchObject({ id: 'e1', at: 1_000, call: { id: 'call-1', endedAt: null } });
    expect(told[1]).toMatchObject({
      id: 'e2',
      at: 9_000,
      call: { endReason: 'caller-hung-up', endedAt: 9_000, answeredAt: 1_100 },
    });
  });

  it('announces each warning when it appears, gets worse or comes back', () => {
    put({ notices: [notice({ severity: 'info' })] });
    put({ notices: [notice()] });
    put({ notices: [notice({ message: 'still' })] });
    put({ notices: [notice({ severity: 'danger' })] });
    put({ notices: [] });
    put({ notices: [notice({ at: 8 }), notice({ kind: 'media', severity: 'danger' })] });
    expect(types()).toEqual(['call.started', 'alert', 'alert', 'alert', 'alert']);
    expect(told[1]?.notice).toEqual({
      kind: 'agent-link',
      severity: 'warn',
      message: 'The agent reconnects.',
    });
    expect(told[3]?.at).toBe(8);
  });

  it('announces each question once, with its words only when that is asked for', () => {
    put({ questions: [aQuestion()] });
    put({ questions: [aQuestion()], agentState: 'speaking' });
    includeNumbers = true;
    put({ questions: [aQuestion(), anApproval()] });
    put({ questions: [] });
    expect(types()).toEqual(['call.started', 'question.asked', 'question.asked']);
    expect(told[1]).toMatchObject({
      at: 10_000,
      question: { id: 'question-1', kind: 'question', askedAt: 10_000, deadline: 70_000 },
    });
    expect(JSON.stringify(told[1])).not.toContain('10 %');
    expect(told[2]?.question).toEqual(anApproval());
  });

  it('names the caller only when that is asked for', () => {
    put({ id: 'a', callerNumber: '+34600', callerName: 'Ana' });
    expect(JSON.stringify(told)).not.toMatch(/\+34600|Ana/);
    includeNumbers = true;
    put({ id: 'b', callerNumber: '+34600', callerName: 'Ana' });
    expect(told[1]?.call).toMatchObject({ callerNumber: '+34600', callerName: 'Ana' });
  });

  it('announces a message that was left, with its words only when that is asked for', () => {
    const message = { from: 'Ana', callBack: '600', text: 'Call me.' };
    events.messageTaken({ call: callWith({}), message });
    expect(told[0]).toMatchObject({ type: 'message.taken', at: 77, call: { id: 'call-1' } });
    expect(told[0]).not.toHaveProperty('message');
    includeNumbers = true;
    events.messageTaken({ call: callWith({}), message });
    expect(told[1]?.message).toEqual(message);
  });
});

describe('signWebhook', () => {
  it('is the HMAC-SHA256 of timestamp, dot and body', () => {
    // Computed by: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
    expect(signWebhook('key', '1700000000', '{"a":1}')).toBe(
      'v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03',
    );
  });
});
