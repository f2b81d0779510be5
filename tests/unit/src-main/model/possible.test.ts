import { describe, expect, it } from 'vitest';
import { COMMAND_FIELDS } from '#main/rules/commandSchemas';
import { CALL_STATES } from '#model/call';
import type { CallCommandKind } from '#model/commands';
import { type PhraseCode, wordsOf } from '#model/phrases/phrase';
import { type CallActionKind, type DecidingFacts, refusalOf } from '#model/possible';
import { callWith } from '#support/calls';

const KINDS = Object.keys(COMMAND_FIELDS) as CallCommandKind[];

/** Why a command is refused in a call that is live but for these facts. */
function refusal(kind: CallActionKind, facts: Partial<DecidingFacts>): PhraseCode | null {
  return refusalOf(kind, callWith(facts))?.code ?? null;
}

describe('what is possible', () => {
  it.each([
    ['hold', { state: 'held', heldBy: 'supervisor' }, 'refused.held-already'],
    ['hold', { state: 'held', heldBy: 'caller' }, null],
    ['resume', { state: 'held', heldBy: 'supervisor' }, null],
    ['resume', { state: 'held', heldBy: 'caller' }, 'refused.caller-holds'],
    [
      'resume',
      { state: 'held', heldBy: 'supervisor', consultation: { target: '204', state: 'talking' } },
      'refused.consulting',
    ],
    ['resume', {}, 'refused.live'],
    ['cutAgent', { agentState: 'speaking' }, null],
    ['cutAgent', { agentState: 'thinking' }, 'refused.agent-not-speaking'],
    ['holdSentence', { agentState: 'speaking' }, null],
    [
      'holdSentence',
      { agentState: 'speaking', sentenceHeld: true },
      'refused.sentence-held-already',
    ],
    ['releaseSentence', { sentenceHeld: true }, null],
    ['releaseSentence', {}, 'refused.sentence-not-held'],
    ['say', {}, null],
    ['say', { floor: 'supervisor' }, 'refused.taken-over'],
    ['say', { agentPaused: true }, 'refused.agent-paused'],
    ['say', { state: 'held', heldBy: 'caller' }, 'refused.held'],
    ['whisper', { floor: 'supervisor', agentPaused: true }, null],
    ['takeOver', {}, null],
    ['takeOver', { floor: 'supervisor' }, 'refused.taken-over-already'],
    ['handBack', { floor: 'supervisor' }, null],
    ['handBack', {}, 'refused.not-taken-over'],
    ['transfer', { consultation: { target: '204', state: 'ringing' } }, 'refused.consulting'],
    ['consult', { consultation: { target: '204', state: 'ringing' } }, 'refused.consulting'],
    ['completeTransfer', {}, 'refused.nobody-consulted-yet'],
    [
      'completeTransfer',
      { consultation: { target: '204', state: 'ringing' } },
      'refused.nobody-consulted-yet',
    ],
    ['completeTransfer', { consultation: { target: '204', state: 'talking' } }, null],
    ['cancelTransfer', {}, 'refused.nobody-consulted'],
    ['cancelTransfer', { consultation: { target: '204', state: 'ringing' } }, null],
    ['startRecording', { recording: 'off' }, null],
    ['startRecording', { recording: 'paused' }, 'refused.recorded-already'],
    ['completeTransfer', { consultation: { target: '9', state: 'joining' } }, 'refused.joining'],
    ['cancelTransfer', { consultation: { target: '9', state: 'joining' } }, 'refused.joining'],
    ['stopRecording', { recording: 'off' }, 'refused.not-recorded'],
    ['stopRecording', { recording: 'paused' }, null],
    ['pauseRecording', { recording: 'on' }, null],
    ['pauseRecording', { recording: 'paused' }, 'refused.recording-paused-already'],
    ['pauseRecording', { recording: 'off' }, 'refused.not-recorded'],
    ['resumeRecording', { recording: 'paused' }, null],
    ['resumeRecording', { recording: 'on' }, 'refused.recording-not-paused'],
    ['answer', { state: 'ringing' }, null],
    ['answer', {}, 'refused.not-ringing'],
    ['decline', { state: 'connecting' }, 'refused.not-ringing'],
    ['setBargeIn', { state: 'connecting' }, null],
    ['muteCaller', { state: 'connecting' }, 'refused.connecting'],
    ['listen', {}, null],
    ['listen', { state: 'held', heldBy: 'caller', floor: 'supervisor' }, null],
    ['listen', { state: 'ringing' }, 'refused.ringing'],
    ['listen', { state: 'ended' }, 'refused.ended'],
    ['listen', { hasAgent: false }, 'refused.no-agent'],
    ['muteAgent', { hasAgent: false, state: 'ringing' }, 'refused.no-agent'],
    ['hold', { hasAgent: false }, null],
    ['hold', { hasAgent: false, state: 'ringing' }, 'refused.ringing'],
    ['hold', { hasAgent: false, state: 'ended' }, 'refused.ended'],
    ['answer', { hasAgent: false, state: 'ringing' }, null],
    ['answer', { hasAgent: false }, 'refused.not-ringing'],
  ] as const)('%s with %j: %s', (kind, facts, code) => {
    expect(refusal(kind, facts)).toBe(code);
  });

  it.each(KINDS)('%s is never possible in a call that is over', (kind) => {
    expect(refusal(kind, { state: 'ended' })).toBe('refused.ended');
  });

  it('ends any call that is not over', () => {
    expect(CALL_STATES.filter((state) => refusal('end', { state }) === null)).toEqual(
      CALL_STATES.slice(0, -1),
    );
  });

  it('is for a call without an agent what needs only its line', () => {
    const facts = CALL_STATES.map((state) => ({ state, hasAgent: false }));
    const possible = KINDS.filter((kind) => facts.some((each) => refusal(kind, each) === null));
    expect(possible).toEqual([
      'answer',
      'decline',
      'end',
      'hold',
      'resume',
      'sendDtmf',
      'transfer',
      'acknowledgeAlert',
    ]);
  });

  it('says why not in whole sentences', () => {
    for (const kind of KINDS) {
      for (const state of CALL_STATES) {
        const said = refusalOf(kind, callWith({ state }));
        expect(said === null ? 'Possible.' : wordsOf(said)).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});
