import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConferenceMember, ConferenceRoom } from '#main/asterisk/conference/room';
import { silentLog } from '#main/observability/log';
import { FakeAsterisk } from '#support/call/fakeAsterisk';
import { FakeLeg } from '#support/call/fakes';

/** A room, and what became of it and of its assistant. */
class RoomBench {
  readonly asterisk = new FakeAsterisk();
  readonly told: string[] = [];
  readonly room = new ConferenceRoom({
    gateway: this.asterisk,
    bridgeId: 'room-1',
    extension: '1003',
    channelOf: (callId) => (callId === 'ana' ? 'channel-of-ana' : callId),
    listensFromTheStart: () => true,
    callAssistant: (onPresence) => {
      this.told.push('assistant called');
      onPresence('listening');
      this.asterisk.channels.add('media-1');
      return {
        channelIds: () => ['media-1'],
        callIn: () => this.told.push('called in'),
        sendAway: () => this.told.push('sent away'),
        dismiss: () => this.told.push('dismissed'),
      };
    },
    onEmpty: () => this.told.push('empty'),
    log: silentLog,
  });

  member(callId: string): ConferenceMember {
    this.asterisk.channels.add(callId === 'ana' ? 'channel-of-ana' : callId);
    return {
      caller: new FakeLeg(callId).caller,
      attendanceChanged: (others, assistant) =>
        this.told.push(`${callId}: ${String(others)} others, ${assistant}`),
    };
  }
}

/** A room with Ana and Ben, and the assistant. */
async function roomOfTwo(): Promise<RoomBench> {
  const bench = new RoomBench();
  await bench.room.join(bench.member('ana'));
  await bench.room.join(bench.member('ben'));
  return bench;
}

describe('a conference', () => {
  it('calls the assistant for its first member, and lets it go with the last', async () => {
    const bench = new RoomBench();
    const { room, told, asterisk } = bench;
    const [ana, ben] = [bench.member('ana'), bench.member('ben')];
    await room.join(ana);
    await room.join(ben);
    expect(told.filter((what) => what === 'assistant called')).toHaveLength(1);
    await room.leave(ana);
    expect(asterisk.bridges.has('room-1')).toBe(true);
    await room.leave(ben);
    expect(told.slice(-2)).toEqual(['empty', 'dismissed']);
    expect(asterisk.bridges.size).toBe(0);
  });

  it('has its bridge made anew, with all in it, when that is destroyed', async () => {
    const bench = await roomOfTwo();
    const { room, asterisk } = bench;
    asterisk.bridges.clear();
    const left = ['channel-of-ana', 'ben', 'media-1'];
    await Promise.all([...left, 'stranger'].map((channelId) => room.channelLeft(channelId)));
    expect([...(asterisk.bridges.get('room-1') ?? [])]).toEqual(expect.arrayContaining(left));
  });

  describe('whose bridge is destroyed', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });

    afterEach(() => {
      expect(vi.getTimerCount()).toBe(0);
      vi.useRealTimers();
    });

    it('has back all but who is missing', async () => {
      const { room, asterisk } = await roomOfTwo();
      asterisk.bridges.clear();
      asterisk.leave('ben');
      const all = ['channel-of-ana', 'ben', 'media-1'];
      all.forEach((channelId) => void room.channelLeft(channelId));
      await vi.advanceTimersByTimeAsync(10_000);
      expect([...(asterisk.bridges.get('room-1') ?? [])]).toEqual(['channel-of-ana', 'media-1']);
    });

    it('has them back as soon as Asterisk answers again', async () => {
      const { room, asterisk } = await roomOfTwo();
      asterisk.bridges.clear();
      asterisk.unreachable = true;
      void room.channelLeft('channel-of-ana');
      await vi.advanceTimersByTimeAsync(1_500);
      asterisk.unreachable = false;
      await vi.advanceTimersByTimeAsync(2_000);
      expect(asterisk.bridges.get('room-1')).toContain('channel-of-ana');
    });

    it('is not made anew for members who have all left meanwhile', async () => {
      const bench = new RoomBench();
      const { room, asterisk } = bench;
      const ana = bench.member('ana');
      await room.join(ana);
      asterisk.bridges.clear();
      asterisk.unreachable = true;
      void room.channelLeft('channel-of-ana');
      await vi.advanceTimersByTimeAsync(1_000);
      await room.leave(ana);
      asterisk.unreachable = false;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asterisk.bridges.size).toBe(0);
    });
  });

  it('does not put back who has hung up', async () => {
    const bench = await roomOfTwo();
    const before = bench.asterisk.told.length;
    const left = bench.room.channelLeft('never-here');
    await left;
    expect(bench.asterisk.told).toHaveLength(before);
  });

  it('has its bridge made anew for who comes when that is gone', async () => {
    const bench = await roomOfTwo();
    const { room, asterisk } = bench;
    asterisk.bridges.clear();
    expect(await room.join(bench.member('cleo'))).toMatchObject({ ok: true });
    expect(asterisk.bridges.get('room-1')).toContain('channel-of-ana');
    expect(asterisk.bridges.get('room-1')).toContain('cleo');
  });

  it('calls no assistant for a member who hung up on the way in', async () => {
    const bench = new RoomBench();
    const ana = bench.member('ana');
    bench.asterisk.addToBridge = async () => {
      await bench.room.leave(ana);
      return { ok: true, value: undefined };
    };
    await bench.room.join(ana);
    expect(bench.told).toEqual(['empty']);
  });
});
