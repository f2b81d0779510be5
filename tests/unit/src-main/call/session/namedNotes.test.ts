import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallCommand } from '#model/commands';
import { SessionBench } from '#support/call/sessionBench';

describe('the notes of what supervisors do in a call', () => {
  let bench: SessionBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new SessionBench();
    await bench.goLive();
  });

  afterEach(async () => {
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  const give = async (by: string, ...commands: readonly CallCommand[]): Promise<void> => {
    for (const command of commands) {
      expect(await bench.session.command(command, by)).toMatchObject({ ok: true });
      await bench.settle();
    }
  };
  const named = () => bench.turns.map(({ note, by }) => [note?.code, by]);

  it('name who did it', async () => {
    await give(
      'window:ann',
      { kind: 'whisper', text: 'Be kind.' },
      { kind: 'say', text: 'One moment.' },
      { kind: 'repromptAgent' },
      { kind: 'reconnectAgent' },
    );
    expect(named()).toEqual([
      ['note.whispered', 'window:ann'],
      ['note.told-to-say', 'window:ann'],
      ['note.reprompted', 'window:ann'],
      ['note.reconnected', 'window:ann'],
    ]);
  });

  it('name who asked for another voice, and for another model', async () => {
    await give('window:ann', { kind: 'changeVoice', voice: 'Kore' });
    await give('api:crm', { kind: 'changeModel', model: 'gemini-3.1-flash-live-preview' });
    expect(named()).toEqual([
      ['note.voice-changed', 'window:ann'],
      ['note.model-changed', 'api:crm'],
    ]);
  });

  it('name who took the call over, what they said, and who handed it back', async () => {
    await give('window:ann', { kind: 'takeOver' });
    bench.transcribers[1]?.handlers.onCallerText('I am a person.');
    await give('window:ann', { kind: 'handBack', firstSentence: 'Back again.' });
    const notes = new Map(bench.turns.map(({ id, note, by }) => [id, [note?.code, by]]));
    expect([...notes.values()]).toEqual([
      ['note.taken-over', 'window:ann'],
      ['note.supervisor-says', 'window:ann'],
      ['note.handed-back', 'window:ann'],
      ['note.told-to-say', 'window:ann'],
    ]);
  });

  it('name whoever gave the call back to the agent in place of a supervisor who is gone', async () => {
    await give('window:ann', { kind: 'takeOver' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(named().at(-1)).toEqual(['note.handed-back', 'cordboard']);
  });
});
