import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CreatedIds } from '#main/asterisk/createdIds';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { SourceBench } from '#support/call/sourceBench';
import { saying } from '#support/phrases';

describe('the sweep', () => {
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

  it('leaves a caller alone whose memory it cannot read, and looks again soon', async () => {
    const [bridge, media] = [ids.create('bridge'), ids.create('media')];
    caller('theirs', 'other');
    caller('ours', 'us');
    bench.asterisk.channels.add(media);
    bench.asterisk.bridges.set(bridge, new Set(['theirs', media]));
    bench.asterisk.consoles.add('other');
    const read = bench.asterisk.getVariable.bind(bench.asterisk);
    bench.asterisk.getVariable = () =>
      Promise.resolve(fail(cordboardError('timeout', saying('Too slow.'))));
    bench.asterisk.become('ready');
    await bench.settle(4_000);
    expect(bench.legs).toEqual([]);
    expect(bench.asterisk.told).toEqual([]);
    bench.asterisk.getVariable = read;
    await bench.settle(6_000);
    expect(bench.legs.map((leg) => leg.caller)).toMatchObject([
      { callId: 'ours', dialedNumber: '1000', adopted: true },
    ]);
    expect(bench.asterisk.bridges.has(bridge)).toBe(true);
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
