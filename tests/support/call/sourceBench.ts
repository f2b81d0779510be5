/**
 * AsteriskCallSource on a small model of Asterisk, with fake timers.
 *
 *   const bench = new SourceBench();
 *   const leg = await bench.connected();   // a call with audio
 *   bench.told                             // what legs told: ['call-1 held true']
 *   bench.source.stop();
 */
import { expect, vi } from 'vitest';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import { AsteriskCallLeg } from '#main/asterisk/incomingLeg';
import type { CallLeg } from '#main/call/callLeg';
import { silentLog } from '#main/observability/log';
import { wordsOf } from '#model/phrases/phrase';
import { FakeAsterisk, fakeMedia } from './fakeAsterisk';

/** Limit of a step of the media connection, ms. */
export const LIMIT_MS = 5_000;

export class SourceBench {
  readonly asterisk: FakeAsterisk;
  readonly legs: AsteriskCallLeg[] = [];
  /** What each leg told, `<call> <what>`. */
  readonly told: string[] = [];
  sweepIntervalMs = 300_000;
  /** What the dialplan was last said to lack. */
  missing = '';
  readonly source: AsteriskCallSource;

  constructor(asterisk = new FakeAsterisk()) {
    this.asterisk = asterisk;
    this.source = new AsteriskCallSource({
      gateway: asterisk,
      media: fakeMedia(),
      app: 'desk',
      consoleId: 'us',
      outgoing: () => ({
        endpoint: 'PJSIP/{number}@trunk',
        callerId: '',
        ringMs: 30_000,
        fallbackContext: 'gemini-voice-assistant',
        transferContext: 'cordboard-transfer',
        musicClass: 'default',
      }),
      onDialplan: (missing) => {
        this.missing = missing === null ? '' : wordsOf(missing);
      },
      sweepIntervalMs: () => this.sweepIntervalMs,
      log: silentLog,
    });
    this.source.start((leg) => {
      this.#take(leg);
    });
  }

  call(id = 'call-1'): AsteriskCallLeg {
    this.asterisk.enter(id);
    const leg = this.legs.at(-1);
    if (leg?.channelId !== id) {
      throw new Error(`${id} did not come`);
    }
    return leg;
  }

  async connected(id = 'call-1'): Promise<AsteriskCallLeg> {
    const leg = this.call(id);
    expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
    return leg;
  }

  settle(ms = 0): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  onlyBridge(): string {
    expect(this.asterisk.bridges.size).toBe(1);
    return [...this.asterisk.bridges.keys()][0] ?? '';
  }

  #take(leg: CallLeg): void {
    const note = (what: string): number => this.told.push(`${leg.caller.callId} ${what}`);
    this.legs.push(...[leg].filter((each) => each instanceof AsteriskCallLeg));
    leg.start({
      onEnded: ({ by }) => note(`ended by ${by}`),
      onHold: (held) => note(`held ${String(held)}`),
      onDtmf: (digit) => note(`digit ${digit}`),
      onAnswered: () => note('answered'),
      onTalking: (talking) => note(`talking ${String(talking)}`),
      onChannelReplaced: () => note('channel replaced'),
      onPartyChanged: ({ number, name }) => note(`now ${name} ${number}`),
      onNotice: (kind, message) => note(`${kind} ${message === null ? 'over' : 'shown'}`),
    });
  }
}
