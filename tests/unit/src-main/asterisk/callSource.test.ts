import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CreatedIds } from '#main/asterisk/createdIds';
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

  describe('the sweep', () => {
    const ids = new CreatedIds('desk');
    /** A channel in our application that is not told of, with what is remembered of it. */
    const caller = (id: string, consoleId: string, state = 'Up'): void => {
      bench.asterisk.channels.add(id);
      bench.asterisk.states.set(id, state);
      const remembered = {
        consoleId,
        callerNumber: '2001',
        callerName: 'Ana',
        dialedNumber: '1000',
        direction: 'inbound',
        profileId: 'sales',
      };
      bench.asterisk.variables.set(`${id} CORDBOARD_CALLER`, JSON.stringify(remembered));
    };

    it('takes up a caller whose console died, once it is sure of that, in a separate bridge', async () => {
      caller('left', 'dead');
      bench.asterisk.bridges.set(ids.create('bridge'), new Set(['left']));
      bench.asterisk.become('ready');
      await bench.settle(1_900);
      expect(bench.legs).toEqual([]);
      await bench.settle(200);
      expect(bench.legs.map((leg) => leg.caller)).toMatchObject([
        { callId: 'left', dialedNumber: '1000', profileId: 'sales', adopted: true },
      ]);
      expect(bench.asterisk.bridges.size).toBe(0);
    });

    it('takes up its own callers of the run before at once, whatever became of their media', async () => {
      caller('ours', 'us');
      const media = ids.create('media');
      bench.asterisk.channels.add(media);
      bench.asterisk.bridges.set(ids.create('bridge'), new Set(['ours', media]));
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.legs.map((leg) => leg.channelId)).toEqual(['ours']);
      expect([...bench.asterisk.channels]).toEqual(['ours']);
      expect(bench.asterisk.bridges.size).toBe(0);
      expect(bench.source.sweepTotals).toMatchObject({ callersTakenUp: 1 });
      await bench.settle(10_000);
      expect(bench.legs).toHaveLength(1);
    });

    it('takes a caller only once if their StasisStart comes while they are taken up', async () => {
      caller('ours', 'us');
      bench.asterisk.stopMusic = (channelId) => {
        bench.asterisk.enter(channelId);
        return Promise.resolve({ ok: true, value: undefined });
      };
      bench.asterisk.become('ready');
      await bench.settle(10_000);
      expect(bench.legs.map((leg) => leg.channelId)).toEqual(['ours']);
    });

    it('takes a caller who still rings for a new call', async () => {
      caller('ringing', 'us', 'Ring');
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.legs.map((leg) => leg.caller)).toMatchObject([
        { callId: 'ringing', adopted: false },
      ]);
    });

    it('treats a caller without an earlier event as a new call', async () => {
      bench.asterisk.channels.add('untold');
      bench.asterisk.become('ready');
      await bench.settle(2_100);
      expect(bench.legs.map((leg) => leg.caller)).toMatchObject([
        { callId: 'untold', adopted: false },
      ]);
    });

    it('hangs up whoever a run before was calling', async () => {
      const [ringing, asked] = [ids.create('call'), ids.create('consult')];
      caller(ringing, 'us', 'Ringing');
      caller(asked, 'us');
      bench.asterisk.become('ready');
      await bench.settle(2_100);
      expect(bench.asterisk.channels.size).toBe(0);
      expect(bench.source.sweepTotals).toMatchObject({ calledParties: 2 });
    });

    it('gives back what cannot be served', async () => {
      bench.asterisk.channels.add('Snoop/1-1');
      bench.asterisk.become('ready');
      await bench.settle(2_100);
      expect(bench.asterisk.told).toContain('continue Snoop/1-1');
      expect(bench.legs).toEqual([]);
    });

    it('leaves the calls of another console alone as long as that runs, and takes them up then', async () => {
      const [bridge, media] = [ids.create('bridge'), ids.create('media')];
      caller('theirs', 'other');
      caller('their-held-one', 'other');
      caller('their-ringing-one', 'other', 'Ring');
      bench.asterisk.channels.add(media);
      bench.asterisk.variables.set(`${media} CORDBOARD_CALL`, 'their-held-one');
      bench.asterisk.bridges.set(bridge, new Set([media]));
      bench.asterisk.consoles.add('other');
      bench.asterisk.become('ready');
      await bench.settle(60_000);
      expect(bench.asterisk.told).toEqual([]);
      bench.asterisk.consoles.delete('other');
      await bench.settle(8_000);
      expect(bench.legs.map((leg) => leg.channelId)).toEqual([
        'theirs',
        'their-held-one',
        'their-ringing-one',
      ]);
      expect(bench.asterisk.channels.has(media) || bench.asterisk.bridges.has(bridge)).toBe(false);
    });

    it('takes up a caller that a running console has given up', async () => {
      caller('theirs', '', 'Ring');
      bench.asterisk.consoles.add('other');
      bench.asterisk.become('ready');
      await bench.settle(2_100);
      expect(bench.legs).toHaveLength(1);
    });

    it('ends a call whose channel is gone without a word', async () => {
      await bench.connected();
      bench.asterisk.leave('call-1');
      bench.sweepIntervalMs = 1_000;
      await bench.settle(5_000);
      expect(bench.told).toEqual(['call-1 ended by asterisk-lost']);
      expect(bench.source.sweepTotals).toMatchObject({ callsWithoutChannel: 1 });
    });

    it('leaves the bridges of an application with a longer name alone', async () => {
      const bridge = new CreatedIds('desk-2').create('bridge');
      bench.asterisk.bridges.set(bridge, new Set());
      bench.asterisk.become('ready');
      await bench.settle(10_000);
      expect(bench.asterisk.bridges.has(bridge)).toBe(true);
    });

    it('leaves its own calls alone', async () => {
      await bench.connected();
      bench.call('call-2');
      bench.sweepIntervalMs = 1_000;
      await bench.settle(30_000);
      expect(bench.asterisk.channels.size).toBe(3);
      expect(bench.asterisk.bridges.size).toBe(1);
    });

    it('comes as often as SESSION_CLEANUP_INTERVAL says, from the moment it is changed', async () => {
      bench.asterisk.channels.add(ids.create('media'));
      await bench.settle(10_000);
      expect(bench.asterisk.channels.size).toBe(1);
      bench.sweepIntervalMs = 5_000;
      await bench.settle(4_000);
      expect(bench.asterisk.channels.size).toBe(0);
    });

    it('does nothing more once another console has taken over between its two looks', async () => {
      bench.asterisk.channels.add('left');
      bench.asterisk.become('ready');
      await bench.settle(1_000);
      bench.asterisk.become('taken');
      await bench.settle(10_000);
      expect(bench.asterisk.channels.has('left')).toBe(true);
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
