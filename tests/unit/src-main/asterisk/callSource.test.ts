import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMIT_MS, SourceBench } from '#support/call/sourceBench';

describe('AsteriskCallSource', () => {
  let bench: SourceBench;

  beforeEach(() => {
    vi.useFakeTimers();
    bench = new SourceBench();
  });

  afterEach(() => {
    bench.source.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('tells the leg what its channel does', () => {
    bench.call();
    const channelId = 'call-1';
    bench.asterisk.events.emit('channelHold', { channelId });
    bench.asterisk.events.emit('channelDtmf', { channelId, digit: '4', durationMs: 100 });
    bench.asterisk.events.emit('channelStateChange', { channelId, state: 'Ringing' });
    bench.asterisk.events.emit('channelStateChange', { channelId, state: 'Up' });
    bench.asterisk.events.emit('channelTalkingStarted', { channelId });
    bench.asterisk.events.emit('channelTalkingFinished', { channelId, durationMs: 900 });
    bench.asterisk.events.emit('channelDestroyed', { channelId, cause: 16, causeText: '' });
    expect(bench.told).toEqual([
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
      const leg = await bench.connected();
      bench.asterisk.become('reconnecting');
      bench.asterisk.unreachable = true;
      expect(await leg.hangUp('normal')).toMatchObject({ ok: false, error: { kind: 'network' } });
      await leg.release();
      bench.asterisk.unreachable = false;
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.asterisk.channels.has('call-1')).toBe(false);
      expect(bench.asterisk.told.at(-1)).toContain('hangUp call-1');
    });

    it('is let go by the sweep when they are still found in the application', async () => {
      const leg = await bench.connected();
      expect(await leg.sendToFallback(null)).toMatchObject({ ok: true });
      await leg.release();
      // The answer came, the caller stayed, and the event of their leaving was lost.
      bench.asterisk.enter('call-1');
      const stayed = bench.legs.at(-1);
      await stayed?.release();
      bench.sweepIntervalMs = 1_000;
      await bench.settle(5_000);
      expect(bench.asterisk.channels.size + bench.asterisk.bridges.size).toBe(0);
      expect(bench.asterisk.told.filter((line) => line === 'continue call-1')).toHaveLength(2);
    });

    it('gets no more requests when they have hung up', async () => {
      const leg = await bench.connected();
      bench.asterisk.unreachable = true;
      await leg.hangUp('normal');
      bench.asterisk.events.emit('channelDestroyed', {
        channelId: 'call-1',
        cause: 16,
        causeText: '',
      });
      bench.asterisk.unreachable = false;
      await bench.settle(60_000);
      expect(bench.asterisk.told.filter((line) => line.startsWith('hangUp call-1'))).toEqual([]);
      expect(bench.told).toEqual([]);
    });
  });

  describe('a gap in the events', () => {
    it('ends the calls that are gone', async () => {
      await bench.connected();
      bench.asterisk.become('reconnecting');
      bench.asterisk.leave('call-1');
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.told).toEqual(['call-1 ended by asterisk-lost']);
    });

    it('does not end a call that came while Asterisk made its list', async () => {
      bench.asterisk.onListed = () => {
        bench.asterisk.onListed = () => undefined;
        bench.call();
      };
      bench.asterisk.become('ready');
      await bench.settle(10_000);
      expect(bench.legs).toHaveLength(1);
      expect(bench.told).toEqual([]);
      expect(bench.asterisk.channels.has('call-1')).toBe(true);
    });

    it('takes a caller who came back meanwhile as a new call', async () => {
      const leg = await bench.connected();
      await leg.sendToFallback(null);
      await leg.release();
      bench.asterisk.enter('call-1');
      expect(bench.legs).toHaveLength(2);
    });
  });

  describe('a caller whom the dialplan sends back, answered', () => {
    const call = {
      startedAt: 1,
      answeredAt: 2,
      wishes: {
        held: false,
        callerMuted: false,
        agentMuted: false,
        agentPaused: false,
        recording: 'off',
        voice: null,
        instruction: 'Speak slowly.',
        bargeIn: null,
      },
      turnsBelow: 7,
    };

    beforeEach(() => {
      const caller = { callerNumber: '2001', callerName: '', dialedNumber: '1000', profileId: '' };
      const memory = { consoleId: 'us', direction: 'inbound', ...caller, call };
      bench.asterisk.variables.set('call-1 CORDBOARD_CALLER', JSON.stringify(memory));
      bench.asterisk.states.set('call-1', 'Up');
    });

    it('is known by what their channel remembers of an earlier run', async () => {
      bench.asterisk.enter('call-1');
      await bench.settle();
      // What an earlier version did not keep is as if nobody had asked for it.
      const wishes = { ...call.wishes, model: null };
      expect(bench.legs.map(({ memory }) => memory)).toEqual([{ ...call, wishes }]);
    });

    it('is served without it when it cannot be read', async () => {
      bench.asterisk.unreachable = true;
      bench.asterisk.enter('call-1');
      await bench.settle();
      expect(bench.legs.map(({ memory }) => memory)).toEqual([null]);
    });

    it('is nobody’s call if they hang up while it is read', async () => {
      bench.asterisk.enter('call-1');
      bench.asterisk.leave('call-1');
      bench.asterisk.events.emit('channelDestroyed', {
        channelId: 'call-1',
        cause: 16,
        causeText: '',
      });
      await bench.settle();
      expect(bench.legs).toEqual([]);
    });
  });

  describe('another console takes the application over', () => {
    it('says so on a call with audio, which goes on, and notices when its caller has left', async () => {
      await bench.connected();
      bench.asterisk.become('taken');
      bench.asterisk.become('taken');
      await bench.settle(30_000);
      expect(bench.told).toEqual(['call-1 asterisk-events shown']);
      bench.asterisk.leave('call-1');
      await bench.settle(1_100);
      expect(bench.told.at(-1)).toBe('call-1 ended by caller');
    });

    it('takes the notice back when it is the one that gets the events again', async () => {
      await bench.connected();
      bench.asterisk.become('taken');
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.told).toEqual(['call-1 asterisk-events shown', 'call-1 asterisk-events over']);
    });

    it('ends a call that nobody has answered at once and leaves its caller to the other', () => {
      bench.call();
      bench.asterisk.become('taken');
      expect(bench.told).toEqual(['call-1 ended by asterisk-lost']);
      expect(bench.asterisk.variables.get('call-1 CORDBOARD_CALLER')).toContain('"consoleId":""');
      expect(bench.asterisk.channels.has('call-1')).toBe(true);
    });

    it('goes on with a call whose audio breaks, and with one that has no audio yet', async () => {
      const [leg, answered] = [await bench.connected(), bench.call('call-2')];
      await answered.answer();
      bench.asterisk.become('taken');
      bench.told.length = 0;
      const joined = [leg, answered].map((each) => each.connectMedia(LIMIT_MS));
      await bench.settle(100);
      expect(await Promise.all(joined)).toMatchObject([{ ok: true }, { ok: true }]);
      expect([...bench.asterisk.bridges.values()].map((members) => members.size)).toEqual([2, 2]);
      expect(bench.told).toEqual([]);
    });

    it('learns that a party who is called has answered', async () => {
      const made = bench.source.createOutgoing({ kind: 'number', number: '2002', profileId: '' });
      const party = made.ok ? made.value : null;
      await party?.dial();
      bench.asterisk.become('taken');
      const id = party?.caller.callId ?? '';
      bench.asterisk.channels.add(id);
      bench.asterisk.states.set(id, 'Up');
      await bench.settle(1_100);
      expect(await party?.untilAnswered()).toMatchObject({ ok: true });
    });
  });

  describe('media', () => {
    it('is joined without an event, as soon as Asterisk accepts it', async () => {
      const leg = bench.call();
      bench.asterisk.createExternalMedia = (channelId) => {
        bench.asterisk.channels.add(channelId);
        bench.asterisk.notInStasis.add(channelId);
        setTimeout(() => bench.asterisk.notInStasis.delete(channelId), 300);
        return Promise.resolve({ ok: true, value: { channelId, variables: {} } });
      };
      const media = leg.connectMedia(LIMIT_MS);
      await bench.settle(500);
      expect(await media).toMatchObject({ ok: true });
      expect(bench.asterisk.bridges.get(bench.onlyBridge())?.size).toBe(2);
    });

    it('is given up when its channel never comes in', async () => {
      const leg = bench.call();
      bench.asterisk.createExternalMedia = (channelId) => {
        bench.asterisk.channels.add(channelId);
        bench.asterisk.notInStasis.add(channelId);
        return Promise.resolve({ ok: true, value: { channelId, variables: {} } });
      };
      const media = leg.connectMedia(LIMIT_MS);
      await bench.settle(LIMIT_MS + 200);
      expect(await media).toMatchObject({ error: { kind: 'timeout' } });
    });

    it('is made anew on the same bridge', async () => {
      const leg = await bench.connected();
      const bridge = bench.onlyBridge();
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(bench.onlyBridge()).toBe(bridge);
      expect(bench.asterisk.bridges.get(bridge)?.size).toBe(2);
    });

    it('is made anew on another bridge when the first is gone', async () => {
      const leg = await bench.connected();
      bench.asterisk.bridges.clear();
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(bench.asterisk.bridges.get(bench.onlyBridge())).toContain('call-1');
      await leg.release();
      expect(bench.asterisk.bridges.size).toBe(0);
    });

    it('is whole while bridge, caller and media channel are together', async () => {
      const leg = await bench.connected();
      const members = bench.asterisk.bridges.get(bench.onlyBridge());
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'intact' });
      const [media] = [...(members ?? [])].filter((id) => id !== 'call-1');
      members?.delete(media ?? '');
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
      bench.asterisk.unreachable = true;
      expect(await leg.checkMedia()).toMatchObject({ error: { kind: 'network' } });
      bench.asterisk.unreachable = false;
      bench.asterisk.bridges.clear();
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
    });

    it('is made anew on another bridge when the caller was taken out of the first', async () => {
      const leg = await bench.connected();
      const before = bench.onlyBridge();
      bench.asterisk.bridges.get(before)?.delete('call-1');
      expect(await leg.checkMedia()).toEqual({ ok: true, value: 'broken' });
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(bench.onlyBridge()).not.toBe(before);
      expect(bench.asterisk.bridges.get(bench.onlyBridge())).toContain('call-1');
    });

    it('begins with a new bridge after one that could not be made', async () => {
      const leg = bench.call();
      bench.asterisk.unreachable = true;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
      bench.asterisk.unreachable = false;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(bench.asterisk.bridges.get(bench.onlyBridge())).toContain('call-1');
    });
  });
});
