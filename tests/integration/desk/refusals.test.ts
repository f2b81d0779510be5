/** What makes no sense now is refused in the same words at every door (model/possible.ts). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { failureText } from '#model/audit';
import type { Call, CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import { callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { type Door, type Doors, openDoors, type Refusal } from './doors';

/** Answers as the pipeline does before it begins with a command. */
class RuledControl extends FakeCallControl {
  override command(callId: CallId, { kind }: CallCommand): Promise<Result<void>> {
    const call = this.snapshot().calls.find(({ id }) => id === callId);
    if (call === undefined) {
      return Promise.resolve(fail(cordboardError('not-found', phrase('call.unknown'))));
    }
    const refusal = refusalOf(kind, call);
    return Promise.resolve(
      refusal === null ? done : fail(cordboardError('invalid-state', refusal)),
    );
  }
}

const COMMANDS: readonly CallCommand[] = [
  { kind: 'answer' },
  { kind: 'decline' },
  { kind: 'end' },
  { kind: 'changeVoice', voice: 'Kore' },
  { kind: 'changeModel', model: 'gemini-3.8-live-extended-thinking' },
  { kind: 'repromptAgent' },
  { kind: 'reconnectAgent' },
  { kind: 'hold' },
  { kind: 'resume' },
  { kind: 'muteCaller', on: true },
  { kind: 'muteAgent', on: true },
  { kind: 'pauseAgent', on: true },
  { kind: 'say', text: 'One moment.' },
  { kind: 'whisper', text: 'Be brief.' },
  { kind: 'changeInstruction', text: 'You are brief.' },
  { kind: 'setBargeIn', mode: 'off' },
  { kind: 'sendDtmf', digits: '1' },
  { kind: 'transfer', target: '204' },
  { kind: 'consult', target: '204' },
  { kind: 'completeTransfer' },
  { kind: 'cancelTransfer' },
  { kind: 'takeOver' },
  { kind: 'handBack' },
  { kind: 'startRecording' },
  { kind: 'stopRecording' },
  { kind: 'pauseRecording' },
  { kind: 'resumeRecording' },
];

const consultation = { target: '205', state: 'ringing' } as const;

/** Calls by what is special about them; in each of them something is refused. */
const CALLS: Readonly<Record<string, Partial<Call>>> = {
  dialing: { state: 'dialing' },
  ringing: { state: 'ringing' },
  answering: { state: 'answering' },
  connecting: { state: 'connecting' },
  live: {},
  held: { state: 'held', heldBy: 'supervisor' },
  'held-by-caller': { state: 'held', heldBy: 'caller' },
  'taken-over': { floor: 'supervisor' },
  paused: { agentPaused: true },
  recorded: { recording: 'on' },
  'recording-paused': { recording: 'paused' },
  'no-agent': { hasAgent: false },
  consulting: { state: 'held', heldBy: 'supervisor', consultation },
  ended: { state: 'ended' },
};

let doors: Doors;
beforeAll(async () => {
  const calls = Object.entries(CALLS).map(([id, facts]) => callWith({ id, ...facts }));
  doors = await openDoors(new RuledControl(calls));
}, 60_000);
afterAll(() => doors.close());

describe.each(['window', 'api', 'plugin'] as const)('at the %s', (door) => {
  it.each(Object.keys(CALLS))(
    'a call that is %s refuses with the code of the table',
    async (id) => {
      const said = COMMANDS.map(({ kind }) => refusalOf(kind, callWith(CALLS[id])));
      expect(said.some((each) => each !== null)).toBe(true);
      expect(await all(door, id)).toEqual(
        said.map((each) => (each === null ? null : refusal('invalid-state', each))),
      );
    },
  );

  it('a call that is gone is not found', async () => {
    const gone = refusal('not-found', phrase('call.unknown'));
    expect(await all(door, 'nobody')).toEqual(COMMANDS.map(() => gone));
  });
});

describe('a command that does not have its form', () => {
  const wrong = { kind: 'sendDtmf', digits: 'x' } as const;

  it.each([
    ['window', 'calls:command', 'command.digits'],
    ['api', 'POST /calls/:id/dtmf', 'body.digits'],
    ['plugin', 'act', 'digits'],
  ] as const)('is refused at the %s with the one code for it', async (door, request, path) => {
    const digits = phrase('text', { text: 'must be 1 to 32 keys of 0-9, A-D, * and #' });
    const why = phrase('at-place', { path, what: digits });
    expect(await doors.command(door, 'live', wrong)).toEqual(
      refusal('invalid-input', phrase('request.wrong-form', { request, why })),
    );
  });
});

/** What comes of every command to a call. */
function all(door: Door, callId: CallId): Promise<readonly Refusal[]> {
  return Promise.all(COMMANDS.map((command) => doors.command(door, callId, command)));
}

function refusal(kind: string, said: Phrase): Refusal {
  return { kind, ...said, message: wordsOf(said) };
}

it('the audit has the same words of all of them', async () => {
  const [byWindow, byApi, byPlugin] = await Promise.all(
    ['window:ann', 'api:robot', 'plugin:obedient'].map(async (actor) =>
      (await doors.entriesOf(actor))
        .map(({ action, callId, result }) => `${String(callId)} ${action} ${result}`)
        .toSorted(),
    ),
  );
  expect(byWindow).toHaveLength(COMMANDS.length * (Object.keys(CALLS).length + 1));
  expect([byApi, byPlugin]).toEqual([byWindow, byWindow]);
  const held = failureText('invalid-state', phrase('refused.held-already'));
  expect(byWindow).toContain(`held call.hold ${held}`);
});
