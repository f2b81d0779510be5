/** People who call, talk for a while and hang up, again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '#model/call';
import { createPhone } from '#support/phone/sipPhone';
import { DISTURBANCES, type SoakParts } from './disturbances';

/** Length of a call, ms. */
const CALL_MS = { least: 6_000, most: 20_000 } as const;

/** What came of the calls. */
export type SoakTally = {
  calls: number;
  /**
   * Calls that did not come about, or that Cordboard ended against everybody's will: end reason or
   * error to how often.
   */
  readonly failures: Map<string, number>;
  readonly disturbances: Map<string, number>;
};

/** One phone that calls until `endMs` (epoch). */
export async function keepCalling(
  parts: SoakParts,
  user: string,
  voiceWav: string,
  tally: SoakTally,
  endMs: number,
): Promise<void> {
  while (Date.now() < endMs) {
    try {
      await oneCall(parts, user, voiceWav, tally);
    } catch (error) {
      count(tally.failures, error instanceof Error ? error.message.split('\n')[0] : String(error));
    }
    tally.calls += 1;
    await sleep(200 + Math.random() * 800);
  }
}

async function oneCall(
  parts: SoakParts,
  user: string,
  voiceWav: string,
  tally: SoakTally,
): Promise<void> {
  const before = new Set((await callsOf(parts)).map(({ id }) => id));
  const phone = await createPhone(parts.lab, { user, voiceWav, capture: false });
  try {
    await phone.call('1000', 15_000);
    const lengthMs = CALL_MS.least + Math.random() * (CALL_MS.most - CALL_MS.least);
    const untilMs = Date.now() + lengthMs;
    await sleep(2_000);
    const call = (await callsOf(parts)).find(
      ({ id, state, callerName }) => !before.has(id) && state === 'live' && isOf(callerName, user),
    );
    if (call !== undefined) {
      await disturb(parts, call.id, tally);
    }
    await sleep(Math.max(0, untilMs - Date.now()));
    if (phone.state.kind === 'closed') {
      throw new Error(`the call was ended: ${await reasonOf(parts, call)}`);
    }
    await phone.hangUp();
  } finally {
    await phone.stop();
  }
}

async function disturb(parts: SoakParts, callId: string, tally: SoakTally): Promise<void> {
  const names = Object.keys(DISTURBANCES);
  const name = names[Math.floor(Math.random() * names.length)] ?? 'nothing';
  count(tally.disturbances, name);
  await DISTURBANCES[name]?.(parts, callId);
}

async function callsOf({ cordboard }: SoakParts): Promise<readonly Call[]> {
  return (await cordboard.request('calls')) as readonly Call[];
}

async function reasonOf(parts: SoakParts, call: Call | undefined): Promise<string> {
  const now = (await callsOf(parts)).find(({ id }) => id === call?.id);
  return now?.endReason ?? 'unknown';
}

/**
 * The example phones carry their name (asterisk-config/pjsip.conf); without one, any new call will
 * do.
 */
function isOf(callerName: string, user: string): boolean {
  return (
    callerName === '' || user.toLowerCase().includes(callerName.split(' ')[0]?.toLowerCase() ?? '')
  );
}

function count(map: Map<string, number>, key = 'unknown'): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
