import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import { CreatedIds } from '#main/asterisk/createdIds';
import { AsteriskCallLeg } from '#main/asterisk/incomingLeg';
import { silentLog } from '#main/observability/log';
import { FakeAsterisk, fakeMedia } from '#support/call/fakeAsterisk';

const LIMIT_MS = 5_000;

describe('AsteriskCallSource', () => {
  let asterisk: FakeAsterisk;
  let source: AsteriskCallSource;
  let legs: AsteriskCallLeg[];
  let sweepIntervalMs: number;
  /** What each leg told, `<call> <what>`. */
  let told: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    asterisk = new FakeAsterisk();
    legs = [];
    told = [];
    sweepIntervalMs = 300_000;
    source = new AsteriskCallSource({
      gateway: asterisk,
      media: fakeMedia(),
      app: 'desk',
      consoleId: 'us',
      outgoing: () => ({
        endpoint: 'PJSIP/{number}@trunk',
        callerId: '',
        ringMs: 30_000,
        transferContext: 'cordboard-transfer',
        musicClass: 'default',
      }),
      sweepIntervalMs: () => sweepIntervalMs,
      log: silentLog,
    });
    source.start((leg) => {
      const note = (what: string): number => told.push(`${leg.caller.callId} ${what}`);
      legs.push(...[leg].filter((each) => each instanceof AsteriskCallLeg));
      leg.start({
        onEnded: ({ by }) => note(`ended by ${by}`),
        onHold: (held) => note(`held ${String(held)}`),
        onDtmf: (digit) => note(`digit ${digit}`),
        onAnswered: () => note('answered'),
        onTalking: (talking) => note(`talking ${String(talking)}`),
        onNotice: (kind, message) => note(`${kind} ${message === null ? 'over' : 'shown'}`),
      });
    });
  });

  afterEach(() => {
    source.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const call = (id = 'call-1'): AsteriskCallLeg => {
    asterisk.enter(id);
    const leg = legs.at(-1);
    if (leg?.channelId !== id) {
      throw new Error(`${id} did not come`);
    }
    return leg;
  };
  const connected = async (id = 'call-1'): Promise<AsteriskCallLeg> => {
    const leg = call(id);
    expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
    return leg;
  };
  const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const onlyBridge = (): string => {
    expect(asterisk.bridges.size).toBe(1);
    return [...asterisk.bridges.keys()][0] ?? '';
  };

  it('tells the leg what its channel does', () => {
    call();
    const channelId = 'call-1';
    asterisk.events.emit('channelHold', { channelId });
    asterisk.events.emit('channelDtmf', { channelId, digit: '4', durationMs: 100 });
    asterisk.events.emit('channelStateChange', { channelId, state: 'Ringing' });
    asterisk.events.emit('channelStateChange', { channelId, state: 'Up' });
    asterisk.events.emit('channelTalkingStarted', { channelId });
    asterisk.events.emit('channelTalkingFinished', { channelId, durationMs: 900 });
    asterisk.events.emit('channelDestroyed', { channelId, cause: 16, causeText: '' });
    expect(told).toEqual([
      'call-1 held true',
      'call-1 digit 4',
      'call-1 answered',
      'call-1 talking true',
      'call-1 talking false',
      'call-1 ended by caller',
    ]);
  });

  describe('a caller whose farewell did not reach Asterisk', () => {
    it('is let go as soon as Asterisk is back', async () => {
      const leg = await connected();
      asterisk.become('reconnecting');
      asterisk.unreachable = true;
      expect(await leg.hangUp('normal')).toMatchObject({ ok: false, error: { kind: 'network' } });
      await leg.release();
      asterisk.unreachable = false;
      asterisk.become('ready');
      await settle();
      expect(asterisk.channels.has('call-1')).toBe(false);
      expect(asterisk.told.at(-1)).toContain('hangUp call-1');
    });

    it('is let go by the sweep when they are still found in the application', async () => {
      const leg = await connected();
      expect(await leg.sendToFallback(null)).toMatchObject({ ok: true });
      await leg.release();
      // The answer came, the caller stayed, and the event of their leaving was lost.
      asterisk.enter('call-1');
      const stayed = legs.at(-1);
      await stayed?.release();
      sweepIntervalMs = 1_000;
      await settle(5_000);
      expect(asterisk.channels.size + asterisk.bridges.size).toBe(0);
      expect(asterisk.told.filter((line) => line === 'continue call-1')).toHaveLength(2);
    });

    it('gets no more requests when they have hung up', async () => {
      const leg = await connected();
      asterisk.unreachable = true;
      await leg.hangUp('normal');
      asterisk.events.emit('channelDestroyed', { channelId: 'call-1', cause: 16, causeText: '' });
      asterisk.unreachable = false;
      await settle(60_000);
      expect(asterisk.told.filter((line) => line.startsWith('hangUp call-1'))).toEqual([]);
      expect(told).toEqual([]);
    });
  });

  describe('a gap in the events', () => {
    it('ends the calls that are gone', async () => {
      await connected();
      asterisk.become('reconnecting');
      asterisk.leave('call-1');
      asterisk.become('ready');
      await settle();
      expect(told).toEqual(['call-1 ended by asterisk-lost']);
    });

    it('does not end a call that came while Asterisk made its list', async () => {
      asterisk.onListed = () => {
        asterisk.onListed = () => undefined;
        call();
      };
      asterisk.become('ready');
      await settle(10_000);
      expect(legs).toHaveLength(1);
      expect(told).toEqual([]);
      expect(asterisk.channels.has('call-1')).toBe(true);
    });

    it('takes a caller who came back meanwhile as a new call', async () => {
      const leg = await connected();
      await leg.sendToFallback(null);
      await leg.release();
      asterisk.enter('call-1');
      expect(legs).toHaveLength(2);
    });
  });

  describe('the sweep', () => {
    const ids = new CreatedIds('desk');
    /** A channel in our application that is not told of, with what is remembered of it. */
    const caller = (id: string, consoleId: string, state = 'Up'): void => {
      asterisk.channels.add(id);
      asterisk.states.set(id, state);
      const remembered = {
        consoleId,
        callerNumber: '2001',
        callerName: 'Ana',
        dialedNumber: '1000',
        direction: 'inbound',
        profileId: 'sales',
      };
      asterisk.variables.set(`${id} CORDBOARD_CALLER`, JSON.stringify(remembered));
    };

    it('takes up a caller whose console died, once it is sure of that, in a separate bridge', async () => {
      caller('left', 'dead');
      asterisk.bridges.set(ids.create('bridge'), new Set(['left']));
      asterisk.become('ready');
      await settle(1_900);
      expect(legs).toEqual([]);
      await settle(200);
      expect(legs.map((leg) => leg.caller)).toMatchObject([
        { callId: 'left', dialedNumber: '1000', profileId: 'sales', adopted: true },
      ]);
      expect(asterisk.bridges.size).toBe(0);
    });

    it('takes up its own callers of the run before at once, whatever became of their media', async () => {
      caller('ours', 'us');
      const media = ids.create('media');
      asterisk.channels.add(media);
      asterisk.bridges.set(ids.create('bridge'), new Set(['ours', media]));
      asterisk.become('ready');
      await settle();
      expect(legs.map((leg) => leg.channelId)).toEqual(['ours']);
      expect([...asterisk.channels]).toEqual(['ours']);
      expect(asterisk.bridges.size).toBe(0);
      expect(source.sweepTotals).toMatchObject({ callersTakenUp: 1 });
      await settle(10_000);
      expect(legs).toHaveLength(1);
    });

    it('takes a caller only once if their StasisStart comes while they are taken up', async () => {
      caller('ours', 'us');
      asterisk.stopMusic = (channelId) => {
        asterisk.enter(channelId);
        return Promise.resolve({ ok: true, value: undefined });
      };
      asterisk.become('ready');
      await settle(10_000);
      expect(legs.map((leg) => leg.channelId)).toEqual(['ours']);
    });

    it('takes a caller who still rings for a new call', async () => {
      caller('ringing', 'us', 'Ring');
      asterisk.become('ready');
      await settle();
      expect(legs.map((leg) => leg.caller)).toMatchObject([{ callId: 'ringing', adopted: false }]);
    });

    it('treats a caller without an earlier event as a new call', async () => {
      asterisk.channels.add('untold');
      asterisk.become('ready');
      await settle(2_100);
      expect(legs.map((leg) => leg.caller)).toMatchObject([{ callId: 'untold', adopted: false }]);
    });

    it('hangs up whoever a run before was calling', async () => {
      const [ringing, asked] = [ids.create('call'), ids.create('consult')];
      caller(ringing, 'us', 'Ringing');
      caller(asked, 'us');
      asterisk.become('ready');
      await settle(2_100);
      expect(asterisk.channels.size).toBe(0);
      expect(source.sweepTotals).toMatchObject({ calledParties: 2 });
    });

    it('gives back what cannot be served', async () => {
      asterisk.channels.add('Snoop/1-1');
      asterisk.become('ready');
      await settle(2_100);
      expect(asterisk.told).toContain('continue Snoop/1-1');
      expect(legs).toEqual([]);
    });

    it('leaves the calls of another console alone as long as that runs, and takes them up then', async () => {
      const [bridge, media] = [ids.create('bridge'), ids.create('media')];
      caller('theirs', 'other');
      caller('their-held-one', 'other');
      caller('their-ringing-one', 'other', 'Ring');
      asterisk.channels.add(media);
      asterisk.variables.set(`${media} CORDBOARD_CALL`, 'their-held-one');
      asterisk.bridges.set(bridge, new Set([media]));
      asterisk.consoles.add('other');
      asterisk.become('ready');
      await settle(60_000);
      expect(asterisk.told).toEqual([]);
      asterisk.consoles.delete('other');
      await settle(8_000);
      expect(legs.map((leg) => leg.channelId)).toEqual([
        'theirs',
        'their-held-one',
        'their-ringing-one',
      ]);
      expect(asterisk.channels.has(media) || asterisk.bridges.has(bridge)).toBe(false);
    });

    it('takes up a caller that a running console has given up', async () => {
      caller('theirs', '', 'Ring');
      asterisk.consoles.add('other');
      asterisk.become('ready');
      await settle(2_100);
      expect(legs).toHaveLength(1);
    });

    it('ends a call whose channel is gone without a word', async () => {
      await connected();
      asterisk.leave('call-1');
      sweepIntervalMs = 1_000;
      await settle(5_000);
      expect(told).toEqual(['call-1 ended by asterisk-lost']);
      expect(source.sweepTotals).toMatchObject({ callsWithoutChannel: 1 });
    });

    it('leaves the bridges of an application with a longer name alone', async () => {
      const bridge = new CreatedIds('desk-2').create('bridge');
      asterisk.bridges.set(bridge, new Set());
      asterisk.become('ready');
      await settle(10_000);
      expect(asterisk.bridges.has(bridge)).toBe(true);
    });

    it('leaves its own calls alone', async () => {
      await connected();
      call('call-2');
      sweepIntervalMs = 1_000;
      await settle(30_000);
      expect(asterisk.channels.size).toBe(3);
      expect(asterisk.bridges.size).toBe(1);
    });

    it('comes as often as SESSION_CLEANUP_INTERVAL says, from the moment it is changed', async () => {
      asterisk.channels.add(ids.create('media'));
      await settle(10_000);
      expect(asterisk.channels.size).toBe(1);
      sweepIntervalMs = 5_000;
      await settle(4_000);
      expect(asterisk.channels.size).toBe(0);
    });

    it('does nothing more once another console has taken over between its two looks', async () => {
      asterisk.channels.add('left');
      asterisk.become('ready');
      await settle(1_000);
      asterisk.become('taken');
      await settle(10_000);
      expect(asterisk.channels.has('left')).toBe(true);
    });
  });

  describe('another console takes the application over', () => {
    it('says so on a call with audio, which goes on, and notices when its caller has left', async () => {
      await connected();
      asterisk.become('taken');
      asterisk.become('taken');
      await settle(30_000);
      expect(told).toEqual(['call-1 asterisk-events shown']);
      asterisk.leave('call-1');
      await settle(1_100);
      expect(told.at(-1)).toBe('call-1 ended by caller');
    });

    it('takes the notice back when it is the one that gets the events again', async () => {
      await connected();
      asterisk.become('taken');
      asterisk.become('ready');
      await settle();
      expect(told).toEqual(['call-1 asterisk-events shown', 'call-1 asterisk-events over']);
    });

    it('ends a call without audio at once and leaves its caller to the other', () => {
      call();
      asterisk.become('taken');
      expect(told).toEqual(['call-1 ended by asterisk-lost']);
      expect(asterisk.variables.get('call-1 CORDBOARD_CALLER')).toContain('"consoleId":""');
      expect(asterisk.channels.has('call-1')).toBe(true);
    });

    it('ends a call whose audio breaks, without trying for it and without touching its caller', async () => {
      const leg = await connected();
      asterisk.become('taken');
      const before = asterisk.told.length;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
      expect(await leg.sendToFallback(null)).toMatchObject({ ok: true });
      expect(told.at(-1)).toBe('call-1 ended by asterisk-lost');
      expect(asterisk.told.slice(before)).toEqual(['set CORDBOARD_CALLER of call-1']);
    });
  });

  describe('media', () => {
    it('is made anew on the same bridge', async () => {
      const leg = await connected();
      const bridge = onlyBridge();
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(onlyBridge()).toBe(bridge);
      expect(asterisk.bridges.get(bridge)?.size).toBe(2);
    });

    it('is made anew on another bridge when the first is gone', async () => {
      const leg = await connected();
      asterisk.bridges.clear();
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(asterisk.bridges.get(onlyBridge())).toContain('call-1');
      await leg.release();
      expect(asterisk.bridges.size).toBe(0);
    });

    it('is whole while bridge, caller and media channel are together', async () => {
      const leg = await connected();
      const members = asterisk.bridges.get(onlyBridge());
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'intact' });
      const [media] = [...(members ?? [])].filter((id) => id !== 'call-1');
      members?.delete(media ?? '');
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
      asterisk.unreachable = true;
      expect(await leg.checkMedia()).toMatchObject({ error: { kind: 'network' } });
      asterisk.unreachable = false;
      asterisk.bridges.clear();
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
    });

    it('is made anew on another bridge when the caller was taken out of the first', async () => {
      const leg = await connected();
      const before = onlyBridge();
      asterisk.bridges.get(before)?.delete('call-1');
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(onlyBridge()).not.toBe(before);
      expect(asterisk.bridges.get(onlyBridge())).toContain('call-1');
    });

    it('begins with a new bridge after one that could not be made', async () => {
      const leg = call();
      asterisk.unreachable = true;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
      asterisk.unreachable = false;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(asterisk.bridges.get(onlyBridge())).toContain('call-1');
    });
  });
});
