import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallCommand } from '#model/commands';
import { LIVE } from '#model/headset';
import { startDemo } from './startDemo';

describe('a supervisor of the demo', () => {
  let demo: ReturnType<typeof startDemo>;
  let id: string;

  beforeEach(async () => {
    vi.useFakeTimers();
    demo = startDemo(2);
    await vi.advanceTimersByTimeAsync(3_000);
    id = demo.calls.keys().next().value ?? '';
    expect(demo.calls.get(id)?.state).toBe('live');
  });

  afterEach(async () => {
    await demo.stop();
    expect(demo.complaints).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const act = async (action: CallCommand): Promise<void> => {
    const acting = demo.manager.command(id, action);
    await vi.advanceTimersByTimeAsync(500);
    expect(await acting).toMatchObject({ ok: true });
  };
  const said = (speaker: string): string[] =>
    [...demo.turns]
      .filter(([key, turn]) => key.startsWith(`${id} `) && turn.speaker === speaker)
      .map(([, turn]) => turn.text);

  it('holds a call for a minute: the caller waits and says nothing, then the talk goes on', async () => {
    await act({ kind: 'hold' });
    expect(demo.calls.get(id)).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    const before = said('caller').join(' ');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said('caller').join(' ')).toBe(before);
    await act({ kind: 'resume' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(said('caller').join(' ').length).toBeGreaterThan(before.length);
  });

  it('has the agent say a sentence', async () => {
    await act({ kind: 'say', text: 'The office is closed on Monday.' });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(said('agent').some((text) => text.includes('The office is closed'))).toBe(true);
  });

  it('transfers the caller, which is the end of the call', async () => {
    await act({ kind: 'transfer', target: '200' });
    expect(demo.calls.get(id)).toMatchObject({ state: 'ended', endReason: 'transferred' });
  });

  it('consults a third party and connects the caller with it', async () => {
    // One party in ten never answers.
    for (let attempt = 0; demo.calls.get(id)?.consultation?.state !== 'talking'; attempt += 1) {
      expect(attempt).toBeLessThan(4);
      await act({ kind: 'consult', target: '200' });
      await vi.advanceTimersByTimeAsync(5_000);
    }
    let heard = 0;
    const opened = demo.manager.openHeadset(id, LIVE, {
      onFrame: () => (heard += 1),
      onClose: () => undefined,
    });
    expect(opened.ok).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toBeGreaterThan(45);
    await act({ kind: 'completeTransfer' });
    expect(demo.calls.get(id)).toMatchObject({ state: 'ended', endReason: 'transferred' });
  });

  it('takes a call over and hands it back', async () => {
    await act({ kind: 'takeOver' });
    const before = said('agent').length;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(demo.calls.get(id)?.floor).toBe('supervisor');
    expect(said('agent')).toHaveLength(before);
    await act({ kind: 'handBack' });
    expect(demo.calls.get(id)?.floor).toBe('agent');
  });

  it('places a call, which is answered and talked', async () => {
    // One party in ten never answers.
    for (let attempt = 0; demo.calls.get(id)?.direction !== 'outbound'; attempt += 1) {
      expect(attempt).toBeLessThan(4);
      const placing = demo.manager.placeCall({ number: '+442079460111', profileId: 'default' });
      await vi.advanceTimersByTimeAsync(100);
      const placed = await placing;
      const placedId = placed.ok ? placed.value : '';
      expect(demo.calls.get(placedId)).toMatchObject({
        state: 'dialing',
        direction: 'outbound',
        callerNumber: '+442079460111',
      });
      await vi.advanceTimersByTimeAsync(6_000);
      id = demo.calls.get(placedId)?.state === 'live' ? placedId : id;
    }
    await vi.advanceTimersByTimeAsync(15_000);
    expect(demo.calls.get(id)?.answeredAt).not.toBeNull();
    expect(said('agent')[0]).toContain('Is this a good moment?');
    expect(said('caller').length).toBeGreaterThan(0);
  });
});
