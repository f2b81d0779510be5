/**
 * What happens to calls in the soak, beside that people talk: what supervisors do, and what breaks.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallCommand } from '#model/commands';
import type { AsteriskLab } from '#support/asterisk/asteriskLab';
import type { ChildProgram } from '../bench/childProgram';

/** The parts that disturbances work on. */
export type SoakParts = {
  readonly lab: AsteriskLab;
  readonly standIn: ChildProgram;
  readonly cordboard: ChildProgram;
};

/** Something done to a live call; takes a few seconds at most. */
export type Disturbance = (parts: SoakParts, callId: string) => Promise<void>;

/** Between the two halves of what is done and undone, ms. */
const MEANWHILE_MS = 1_500;

/** All of them, by the name the report counts them under. */
export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  nothing: () => Promise.resolve(),
  hold: both({ kind: 'hold' }, { kind: 'resume' }),
  'mute the caller': both({ kind: 'muteCaller', on: true }, { kind: 'muteCaller', on: false }),
  'mute the agent': both({ kind: 'muteAgent', on: true }, { kind: 'muteAgent', on: false }),
  'pause the agent': both({ kind: 'pauseAgent', on: true }, { kind: 'pauseAgent', on: false }),
  'take over': both({ kind: 'takeOver' }, { kind: 'handBack' }),
  record: both({ kind: 'startRecording' }, { kind: 'stopRecording' }),
  whisper: one({ kind: 'whisper', text: 'Offer a discount.' }),
  say: one({ kind: 'say', text: 'One moment, please.' }),
  keys: one({ kind: 'sendDtmf', digits: '12#' }),
  'change the voice': async ({ cordboard }, callId) => {
    await cordboard.request('changeVoice', { callId, voice: 'Kore' });
  },
  'agent connection lost': async ({ standIn }) => {
    await standIn.request('drop');
  },
  'media channel lost': async ({ lab }) => {
    const { body } = await lab.ari('GET', '/channels');
    const media = (body as readonly { readonly id: string; readonly name: string }[]).find(
      ({ name }) => name.startsWith('WebSocket/'),
    );
    if (media !== undefined) {
      await lab.ari('DELETE', `/channels/${encodeURIComponent(media.id)}`);
    }
  },
};

function one(action: CallCommand): Disturbance {
  return async ({ cordboard }, callId) => {
    // The caller may have hung up just now: what is refused then is refused in order.
    await cordboard.request('act', { callId, action });
  };
}

function both(first: CallCommand, second: CallCommand): Disturbance {
  return async (parts, callId) => {
    await one(first)(parts, callId);
    await sleep(MEANWHILE_MS);
    await one(second)(parts, callId);
  };
}
