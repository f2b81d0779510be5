import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AriOrigination, DialplanPlace } from '#main/ari/gateway';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import type { CallLeg, CallLegHandlers, OutgoingLeg } from '#main/call/callLeg';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { wordsOf } from '#model/phrases/phrase';
import { FakeAsterisk, fakeMedia } from '#support/call/fakeAsterisk';
import { saying } from '#support/phrases';

/** Asterisk that notes where channels are sent and which channels it rings. */
class NotingAsterisk extends FakeAsterisk {
  readonly places: DialplanPlace[] = [];
  readonly originated: AriOrigination[] = [];
  refusal: Result<void> | null = null;
  /** Runs while a channel is being sent on. */
  onSending: () => void = () => undefined;

  override async continueInDialplan(
    channelId: string,
    place?: DialplanPlace,
  ): Promise<Result<void>> {
    this.onSending();
    if (this.refusal !== null) {
      return this.refusal;
    }
    if (place !== undefined) {
      this.places.push(place);
    }
    return await super.continueInDialplan(channelId, place);
  }

  override async originate(call: AriOrigination): Promise<Result<void>> {
    this.originated.push(call);
    return this.refusal ?? (await super.originate(call));
  }

  destroy(channelId: string, cause: number): void {
    this.leave(channelId);
    this.events.emit('channelDestroyed', { channelId, cause, causeText: '' });
  }
}

let asterisk: NotingAsterisk;
let source: AsteriskCallSource;
let media: ReturnType<typeof fakeMedia>;
let caller: CallLeg | null;
/** What legs told. */
let told: string[];

const handlers = (name: string): CallLegHandlers => ({
  onEnded: (end) =>
    told.push(`${name} ended by ${end.by}${'reason' in end ? `: ${wordsOf(end.reason)}` : ''}`),
  onHold: () => undefined,
  onDtmf: () => undefined,
  onAnswered: () => undefined,
  onTalking: () => undefined,
  onChannelReplaced: () => undefined,
  onPartyChanged: () => undefined,
  onNotice: () => undefined,
});

beforeEach(() => {
  vi.useFakeTimers();
  asterisk = new NotingAsterisk();
  told = [];
  caller = null;
  media = fakeMedia();
  source = new AsteriskCallSource({
    gateway: asterisk,
    media,
    app: 'desk',
    consoleId: 'us',
    outgoing: () => ({
      endpoint: 'PJSIP/{number}@trunk',
      callerId: 'Desk <100>',
      ringMs: 30_000,
      fallbackContext: 'gemini-voice-assistant',
      transferContext: 'cordboard-transfer',
      musicClass: 'default',
    }),
    onDialplan: () => undefined,
    sweepIntervalMs: () => 300_000,
    log: silentLog,
  });
  source.start((leg) => {
    caller = leg;
    leg.start(handlers('caller'));
  });
});

afterEach(() => {
  source.stop();
  vi.useRealTimers();
});

const call = (): CallLeg => {
  asterisk.enter('call-1');
  if (caller === null) {
    throw new Error('the call did not come');
  }
  return caller;
};

describe('a caller’s leg', () => {
  it('sends the caller to an extension; their leaving is then no hang-up', async () => {
    expect(await call().transfer('2002')).toMatchObject({ ok: true });
    expect(asterisk.places).toEqual([
      { context: 'cordboard-transfer', extension: '2002', priority: 1 },
    ]);
    expect(told).toEqual([]);
  });

  it('keeps the caller when Asterisk refuses, and reports when they hang up later', async () => {
    const leg = call();
    asterisk.refusal = fail(cordboardError('refused', saying('No.')));
    expect(await leg.transfer('2002')).toEqual(asterisk.refusal);
    expect(told).toEqual([]);
    asterisk.destroy('call-1', 16);
    expect(told).toEqual(['caller ended by caller']);
  });

  it('reports a caller who hung up while being sent on', async () => {
    const leg = call();
    asterisk.continueInDialplan = () => {
      asterisk.destroy('call-1', 16);
      return Promise.resolve(fail(cordboardError('not-found', saying('Gone.'))));
    };
    await leg.transfer('2002');
    expect(told).toEqual(['caller ended by caller']);
  });

  it('does not send the caller to a missing extension, but to the fallback', async () => {
    const leg = call();
    asterisk.variables.set('call-1 DIALPLAN_EXISTS(cordboard-transfer,4711,1)', '0');
    expect(await leg.transfer('4711')).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(asterisk.places).toEqual([]);
    await leg.sendToFallback('4711');
    expect(asterisk.places).toMatchObject([{ extension: 'fallback' }]);
  });

  it('sends a caller without room on behind the line that brought them, and says why', async () => {
    const leg = call();
    expect(await leg.refuse()).toMatchObject({ ok: true });
    expect(asterisk.variables.get('call-1 CORDBOARD_REFUSED')).toBe('full');
    expect(asterisk.places).toEqual([]);
    expect(asterisk.told.at(-1)).toBe('continue call-1 behind');
    expect(told).toEqual([]);
  });

  it('goes on trying when a caller without room could not be sent on', async () => {
    const leg = call();
    asterisk.refusal = fail(cordboardError('network', saying('Away.')));
    expect(await leg.refuse()).toMatchObject({ ok: false });
    asterisk.refusal = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asterisk.told.at(-1)).toBe('continue call-1 behind');
  });

  it('sends nobody to the extension that connects two parties', async () => {
    const leg = call();
    expect(await leg.transfer('join')).toMatchObject({
      error: { kind: 'invalid-input', phrase: { code: 'transfer.reserved' } },
    });
    await leg.sendToFallback('join');
    expect(asterisk.places).toMatchObject([{ extension: 'fallback' }]);
    expect(source.createOutgoing({ kind: 'extension', extension: 'join' })).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });

  describe('whose sending on is not answered', () => {
    const lost = fail(cordboardError('timeout', saying('Too slow.')));
    const unanswered = (then: () => void): void => {
      asterisk.continueInDialplan = () => {
        then();
        return Promise.resolve(lost);
      };
    };

    it('has been sent on if they leave without a hang-up', async () => {
      const leg = call();
      unanswered(() => {
        asterisk.move('call-1');
      });
      expect(await leg.transfer('2002')).toMatchObject({ ok: true });
      expect(told).toEqual([]);
    });

    it('has been sent on if Asterisk finds them elsewhere', async () => {
      const leg = call();
      unanswered(() => {
        asterisk.leave('call-1');
        asterisk.elsewhere.add('call-1');
      });
      expect(await leg.transfer('2002')).toMatchObject({ ok: true });
      expect(told).toEqual([]);
    });

    it('stays if Asterisk finds them here twice', async () => {
      const leg = call();
      unanswered(() => undefined);
      const moved = leg.transfer('2002');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await moved).toEqual(lost);
      expect(told).toEqual([]);
      asterisk.destroy('call-1', 16);
      expect(told).toEqual(['caller ended by caller']);
    });

    it('has been sent on if they were still here at the first look only', async () => {
      const leg = call();
      unanswered(() => undefined);
      const moved = leg.transfer('2002');
      await vi.advanceTimersByTimeAsync(100);
      asterisk.leave('call-1');
      asterisk.elsewhere.add('call-1');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await moved).toMatchObject({ ok: true });
      expect(told).toEqual([]);
    });

    it('has hung up if Asterisk does not find them', async () => {
      const leg = call();
      unanswered(() => {
        asterisk.leave('call-1');
      });
      expect(await leg.transfer('2002')).toEqual(lost);
      expect(told).toEqual(['caller ended by caller']);
    });

    it.each([
      [3_500, 1_000],
      [120_000, 3_000],
    ])('is waited for as long as Asterisk cannot be asked (%i ms)', async (awayMs, thenMs) => {
      const leg = call();
      unanswered(() => {
        asterisk.leave('call-1');
        asterisk.elsewhere.add('call-1');
        asterisk.unreachable = true;
      });
      // The question whether the extension exists comes before.
      const moved = leg.transfer('2002');
      await vi.advanceTimersByTimeAsync(awayMs);
      asterisk.unreachable = false;
      await vi.advanceTimersByTimeAsync(thenMs);
      expect(await moved).toMatchObject({ ok: true });
      expect(told).toEqual([]);
    });

    it('is not asked for any more when the program ends', async () => {
      const leg = call();
      unanswered(() => {
        asterisk.unreachable = true;
      });
      const moved = leg.transfer('2002');
      await vi.advanceTimersByTimeAsync(10_000);
      source.stop();
      expect(await moved).toEqual(lost);
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it('lets the caller go when the call ends while they are being sent on, and they stay', async () => {
    const leg = call();
    asterisk.refusal = fail(cordboardError('refused', saying('No.')));
    asterisk.onSending = () => void leg.hangUp('normal');
    expect(await leg.transfer('2002')).toEqual(asterisk.refusal);
    await vi.advanceTimersByTimeAsync(0);
    expect(asterisk.told.at(-1)).toBe('hangUp call-1 normal');
  });

  it('does not hang up the caller when the call ends while they are being sent on, and they go', async () => {
    const leg = call();
    asterisk.onSending = () => void leg.hangUp('normal');
    expect(await leg.transfer('2002')).toMatchObject({ ok: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(asterisk.told).toContain('continue call-1');
    expect(asterisk.told.filter((told) => told.startsWith('hangUp'))).toEqual([]);
  });

  it('tries no other way of audio when Asterisk cannot be reached, or the bridge is gone', async () => {
    // As if there were always another one.
    Object.assign(media, { hasAlternative: true });
    const leg = call();
    expect(await leg.connectMedia(1_000)).toMatchObject({ ok: true });
    asterisk.bridges.clear();
    expect(await leg.connectMedia(1_000)).toMatchObject({ error: { kind: 'not-found' } });
    expect(await leg.connectMedia(1_000)).toMatchObject({ ok: true });
    asterisk.unreachable = true;
    expect(await leg.connectMedia(1_000)).toMatchObject({ error: { kind: 'network' } });
  });

  it('builds nothing more once it is released', async () => {
    const leg = call();
    await leg.release();
    expect(await leg.connectMedia(1_000)).toMatchObject({ error: { kind: 'cancelled' } });
    expect(asterisk.bridges.size).toBe(0);
  });

  it('joins the caller with a party by the name of its channel', async () => {
    asterisk.variables.set('party-1 CHANNEL(name)', 'Local/2002@x-0001;1');
    expect(await call().joinWith('party-1')).toMatchObject({ ok: true });
    expect(asterisk.variables.get('call-1 CORDBOARD_JOIN')).toBe('Local/2002@x-0001;1');
    expect(asterisk.places).toMatchObject([{ context: 'cordboard-transfer', extension: 'join' }]);
  });

  it('keeps the caller when the party is already gone', async () => {
    const leg = call();
    expect(await leg.joinWith('party-1')).toMatchObject({ error: { kind: 'not-found' } });
    expect(asterisk.places).toEqual([]);
    expect(told).toEqual([]);
  });
});

describe('the leg of somebody who is called', () => {
  const create = (number = '2002'): OutgoingLeg => {
    const made = source.createOutgoing({ kind: 'number', number, profileId: 'default' });
    if (!made.ok) {
      throw new Error(made.error.message);
    }
    made.value.start(handlers('party'));
    return made.value;
  };

  it('rings by OUTBOUND_ENDPOINT with an id of its own, and is answered when its channel comes to us', async () => {
    const leg = create('+34600000012');
    expect(await leg.dial()).toMatchObject({ ok: true });
    const id = leg.caller.callId;
    expect(id).toMatch(/^cordboard-desk-call-/);
    expect(asterisk.originated).toMatchObject([
      {
        channelId: id,
        endpoint: 'PJSIP/+34600000012@trunk',
        callerId: 'Desk <100>',
        ringMs: 30_000,
        variables: { __CORDBOARD_ASKED: id },
      },
    ]);
    asterisk.enter(id);
    expect(await leg.untilAnswered()).toMatchObject({ ok: true });
    expect(caller).toBeNull();
    asterisk.destroy(id, 16);
    expect(told).toEqual(['party ended by caller']);
  });

  it('reaches an extension of TRANSFER_CONTEXT by a Local channel that stays', async () => {
    const made = source.createOutgoing({ kind: 'extension', extension: '2003' });
    if (made.ok) {
      await made.value.dial();
    }
    expect(asterisk.originated).toMatchObject([{ endpoint: 'Local/2003@cordboard-transfer/n' }]);
  });

  it.each([
    [17, 'The line is busy.'],
    [19, 'Nobody answered.'],
    [0, 'The called party could not be reached.'],
    [127, 'The called party did not answer (cause 127).'],
  ])('says what cause %i means', async (cause, reason) => {
    const leg = create();
    await leg.dial();
    asterisk.destroy(leg.caller.callId, cause);
    expect(told).toEqual([`party ended by not-answered: ${reason}`]);
    expect(await leg.untilAnswered()).toMatchObject({ error: { kind: 'refused' } });
  });

  it('ends at once when Asterisk cannot make the channel', async () => {
    asterisk.refusal = fail(cordboardError('refused', saying('Allocation failed.')));
    const leg = create();
    expect(await leg.dial()).toEqual(asterisk.refusal);
    expect(told).toEqual(['party ended by not-answered: Allocation failed.']);
    expect(await leg.untilAnswered()).toMatchObject({ ok: false });
  });

  it('is given up by our own clock when Asterisk goes on ringing them', async () => {
    const leg = create();
    await leg.dial();
    asterisk.channels.add(leg.caller.callId);
    await vi.advanceTimersByTimeAsync(31_900);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual([
      'party ended by not-answered: Nobody answered within 30 s (OUTBOUND_RING_TIME).',
    ]);
    expect(asterisk.told.at(-1)).toMatch(/^hangUp cordboard-desk-call-/);
    expect(await leg.untilAnswered()).toMatchObject({ error: { kind: 'refused' } });
  });

  it('is not given up once they have answered', async () => {
    const leg = create();
    await leg.dial();
    asterisk.enter(leg.caller.callId);
    await leg.untilAnswered();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual([]);
  });

  it('is hung up only after Asterisk has begun to ring them', async () => {
    const leg = create();
    const dialled = leg.dial();
    await Promise.all([dialled, leg.hangUp('normal')]);
    const id = leg.caller.callId;
    expect(asterisk.told).toEqual([`originate ${id} to PJSIP/2002@trunk`, `hangUp ${id} normal`]);
  });

  it('is hung up when Asterisk was too slow to answer, because it may ring them all the same', async () => {
    asterisk.refusal = fail(cordboardError('timeout', saying('Too slow.')));
    const leg = create();
    await leg.dial();
    await leg.hangUp('normal');
    expect(asterisk.told).toEqual([`hangUp ${leg.caller.callId} normal`]);
  });

  it.each(['taken', 'reconnecting'] as const)(
    'is not made while the link is %s, because their answer would not be reported here',
    (state) => {
      asterisk.become(state);
      expect(
        source.createOutgoing({ kind: 'number', number: '2002', profileId: '' }),
      ).toMatchObject({ error: { kind: 'invalid-state' } });
    },
  );

  it.each(['2002@evil', 'a&b', '', '1/2', '2002,30'])('is not made for %j', (number) => {
    expect(source.createOutgoing({ kind: 'number', number, profileId: '' })).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });

  it('is not taken for lost while Asterisk has not answered yet', async () => {
    const leg = create();
    asterisk.become('ready');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([]);
    await leg.dial();
    asterisk.become('ready');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([
      'party ended by asterisk-lost: the call was gone when Asterisk came back',
    ]);
  });
});
