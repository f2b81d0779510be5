import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AsteriskCallLeg } from '#main/asterisk/incomingLeg';
import { LIMIT_MS, SourceBench } from '#support/call/sourceBench';
import { saying } from '#support/phrases';

describe('what the events of Asterisk do not tell', () => {
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

  describe('a gap in the events', () => {
    it('does not end a call of which Asterisk says nothing', async () => {
      const leg = await bench.connected();
      bench.asterisk.become('reconnecting');
      bench.asterisk.events.emit('disconnected', { reason: saying('Lost.') });
      bench.asterisk.become('ready');
      bench.asterisk.unreachable = true;
      await bench.settle(10_000);
      expect(bench.told).toEqual([]);
      bench.asterisk.unreachable = false;
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
    });

    it('does not end a call that the application’s list does not have', async () => {
      await bench.connected();
      bench.asterisk.unlisted.add('call-1');
      bench.asterisk.become('ready');
      bench.sweepIntervalMs = 1_000;
      await bench.settle(10_000);
      expect(bench.told).toEqual([]);
    });

    it.each(['disconnected', 'taken'] as const)(
      'is the end of a hold and of talking that only events would end (%s)',
      async (how) => {
        await bench.connected();
        bench.asterisk.events.emit('channelHold', { channelId: 'call-1' });
        bench.asterisk.events.emit('channelTalkingStarted', { channelId: 'call-1' });
        bench.told.length = 0;
        if (how === 'taken') {
          bench.asterisk.become('taken');
        } else {
          bench.asterisk.become('reconnecting');
          bench.asterisk.events.emit('disconnected', { reason: saying('Lost.') });
        }
        expect(bench.told).toContain('call-1 held false');
        expect(bench.told).toContain('call-1 talking false');
      },
    );
  });

  describe('a channel that leaves without a hang-up', () => {
    it('is the end of a call that goes on elsewhere in Asterisk', async () => {
      await bench.connected();
      bench.asterisk.move('call-1');
      await bench.settle(600);
      expect(bench.told).toEqual(['call-1 ended by moved']);
    });

    it('is a hang-up if Asterisk has no such channel any more', async () => {
      await bench.connected();
      bench.asterisk.move('call-1');
      bench.asterisk.elsewhere.clear();
      await bench.settle(600);
      expect(bench.told).toEqual(['call-1 ended by caller']);
    });

    it('is no end as long as Asterisk does not say so', async () => {
      await bench.connected();
      bench.asterisk.move('call-1');
      bench.asterisk.unreachable = true;
      await bench.settle(20_000);
      expect(bench.told).toEqual([]);
      bench.asterisk.unreachable = false;
      await bench.settle(1_100);
      expect(bench.told).toEqual(['call-1 ended by moved']);
    });

    it('is a new call if it comes back', async () => {
      await bench.connected();
      bench.asterisk.move('call-1');
      bench.asterisk.enter('call-1');
      await bench.settle(2_000);
      expect(bench.told).toEqual(['call-1 ended by moved']);
      expect(bench.legs).toHaveLength(2);
    });
  });

  describe('the questions to Asterisk', () => {
    /** Channels that Asterisk is asked for. */
    const questions = (): string[] => {
      const { asterisk } = bench;
      const asked: string[] = [];
      const find = asterisk.findChannel.bind(asterisk);
      asterisk.findChannel = (channelId) => {
        asked.push(channelId);
        return find(channelId);
      };
      return asked;
    };

    it('are few while all is well: none for a call that Asterisk’s list has', async () => {
      await bench.connected();
      await bench.connected('call-2');
      const asked = questions();
      bench.sweepIntervalMs = 1_000;
      await bench.settle(10_000);
      expect(asked).toEqual([]);
    });

    it('are one a second for each call while another console has the events', async () => {
      await bench.connected();
      await bench.connected('call-2');
      const asked = questions();
      bench.asterisk.become('taken');
      await bench.settle(3_000);
      expect(asked.toSorted()).toEqual([
        ...Array<string>(3).fill('call-1'),
        ...Array<string>(3).fill('call-2'),
      ]);
    });

    it('end with the answer for a call whose channel was replaced after it had left', async () => {
      await bench.connected();
      bench.asterisk.events.emit('stasisEnd', { channelId: 'call-1' });
      bench.asterisk.replace('call-1', 'call-9');
      await bench.settle(2_000);
      const asked = questions();
      await bench.settle(10_000);
      expect(asked).toEqual([]);
      expect(bench.told).toEqual(['call-1 channel replaced']);
    });

    it('do not make callers of an earlier run wait one after the other', async () => {
      const { asterisk, legs } = bench;
      const callers = Array.from({ length: 16 }, (_, index) => `ours-${index}`);
      for (const id of callers) {
        asterisk.channels.add(id);
        asterisk.states.set(id, 'Up');
        const caller = {
          callerNumber: '2001',
          callerName: '',
          dialedNumber: '1000',
          profileId: '',
        };
        const memory = { consoleId: 'us', direction: 'inbound', ...caller };
        asterisk.variables.set(`${id} CORDBOARD_CALLER`, JSON.stringify(memory));
      }
      asterisk.stopMusic = async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { ok: true, value: undefined };
      };
      asterisk.become('ready');
      await bench.settle(250);
      expect(legs.map((leg) => leg.channelId).toSorted()).toEqual(callers.toSorted());
    });
  });

  it('no caller of another application is taken up, whose events we still get', async () => {
    const { asterisk, legs } = bench;
    asterisk.channels.add('theirs');
    asterisk.found.set('theirs', { place: 'stasis' });
    asterisk.become('ready');
    await bench.settle(10_000);
    expect(legs).toEqual([]);
    expect(asterisk.told).toEqual([]);
  });

  describe('a transfer by phone', () => {
    const someChannel = {
      id: '',
      name: '',
      state: 'Up',
      callerNumber: '2002',
      callerName: '',
      connectedNumber: '',
      connectedName: '',
      extension: '',
    };
    const ana = { callerNumber: '2001', callerName: 'Ana', name: 'Local/_attended@transfer-0;2' };

    it('goes on with the call of the channel that is replaced, and tells who came', async () => {
      const leg = await bench.connected();
      bench.asterisk.replace('call-1', 'call-9', { ...ana, state: 'Up' });
      await bench.settle(2_000);
      expect(bench.legs).toHaveLength(1);
      expect(bench.told).toEqual(['call-1 channel replaced', 'call-1 now Ana 2001']);
      expect(leg.caller.callId).toBe('call-1');
      expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: true });
      expect(bench.asterisk.bridges.get(bench.onlyBridge())).toContain('call-9');
      await leg.playMusic(true);
      expect(bench.asterisk.told.at(-1)).toBe('music call-9');
      bench.asterisk.events.emit('channelDestroyed', {
        channelId: 'call-9',
        cause: 16,
        causeText: '',
      });
      expect(bench.told.at(-1)).toBe('call-1 ended by caller');
    });

    it('takes the name of who came from the event of the transfer, where the channel has none', async () => {
      await bench.connected();
      bench.asterisk.replace('call-1', 'call-9', { state: 'Up', callerNumber: '' });
      const legOf = (id: string, connectedNumber: string) => ({
        ...someChannel,
        id,
        connectedNumber,
      });
      bench.asterisk.events.emit('attendedTransfer', {
        legs: [legOf('call-0', '2001'), legOf('call-1', '')],
      });
      await bench.settle(300);
      expect(bench.told).toEqual(['call-1 channel replaced', 'call-1 now  2001']);
    });

    it('tells who came only when they have answered', async () => {
      await bench.connected();
      bench.asterisk.replace('call-1', 'call-9', { connectedNumber: '2003', callerNumber: '' });
      await bench.settle(2_000);
      expect(bench.told).toEqual(['call-1 channel replaced']);
      bench.asterisk.events.emit('channelStateChange', { channelId: 'call-9', state: 'Up' });
      await bench.settle(300);
      expect(bench.told.slice(1)).toEqual(['call-1 answered', 'call-1 now  2003']);
    });

    it('is the end of the hold of whoever was there before', async () => {
      await bench.connected();
      bench.asterisk.events.emit('channelHold', { channelId: 'call-1' });
      bench.asterisk.replace('call-1', 'call-9', ana);
      expect(bench.told).toEqual([
        'call-1 held true',
        'call-1 held false',
        'call-1 channel replaced',
      ]);
    });

    it('is known to the run after a crash, which goes on with the same call', async () => {
      await bench.connected();
      bench.asterisk.replace('call-1', 'call-9', { ...ana, state: 'Up' });
      await bench.settle();
      bench.source.stop();
      bench.asterisk.bridges.clear();
      bench.source.start((leg) => {
        bench.legs.push(...[leg].filter((each) => each instanceof AsteriskCallLeg));
      });
      bench.asterisk.become('ready');
      await bench.settle();
      expect(bench.legs.at(-1)?.channelId).toBe('call-9');
      expect(bench.legs.at(-1)?.caller.callId).toBe('call-1');
    });
  });

  describe('a caller who has hung up before the event says so', () => {
    it.each(['answer', 'connectMedia'] as const)('ends the call for that (%s)', async (step) => {
      const leg = bench.call();
      bench.asterisk.leave('call-1');
      const result = step === 'answer' ? await leg.answer() : await leg.connectMedia(LIMIT_MS);
      expect(result).toMatchObject({ ok: false });
      expect(bench.told).toEqual(['call-1 ended by caller']);
    });
  });

  describe('the dialplan', () => {
    it('is looked at for what Cordboard uses, at each connection', async () => {
      const { asterisk } = bench;
      const lacks = (place: string, value: string): void => {
        asterisk.variables.set(`idle DIALPLAN_EXISTS(${place})`, value);
      };
      lacks('gemini-voice-assistant,fallback,1', '0');
      lacks('cordboard-transfer,join,1', '1');
      asterisk.become('ready');
      await bench.settle();
      expect(bench.missing).toContain('FALLBACK_CONTEXT');
      expect(bench.missing).not.toContain('TRANSFER_CONTEXT');
      lacks('gemini-voice-assistant,fallback,1', '1');
      asterisk.become('ready');
      await bench.settle();
      expect(bench.missing).toBe('');
    });
  });

  it('a call whose audio breaks because Asterisk was away is lost, not hung up', async () => {
    const { asterisk, told } = bench;
    const leg = await bench.connected();
    asterisk.leave('call-1');
    asterisk.bridges.clear();
    expect(await leg.connectMedia(LIMIT_MS)).toMatchObject({ ok: false });
    expect(told).toEqual([]);
    asterisk.become('ready');
    await bench.settle();
    expect(told).toEqual(['call-1 ended by asterisk-lost']);
  });

  describe('a party who is called and answers in a gap of the events', () => {
    it('counts as answered once Asterisk says so', async () => {
      const made = bench.source.createOutgoing({ kind: 'number', number: '2002', profileId: '' });
      const party = made.ok ? made.value : null;
      await party?.dial();
      const id = party?.caller.callId ?? '';
      bench.asterisk.channels.add(id);
      await bench.settle(3_000);
      bench.asterisk.states.set(id, 'Up');
      await bench.settle(1_100);
      expect(await party?.untilAnswered()).toMatchObject({ ok: true });
    });
  });
});
