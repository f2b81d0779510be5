import { describe, expect, it } from 'vitest';
import { PluginEventSource } from '#main/plugins/events';
import { PluginThread } from '#main/plugins/thread';
import type { Call } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import { alertWith, callWith } from '#support/calls';
import { aNudge } from '#support/nudges';
import { anApproval, aQuestion } from '#support/questions';

const ALERT = alertWith('No audio.', { severity: 'danger' });

function batch(...events: ConsoleEvent[]): ConsoleEventBatch {
  return { baseRevision: 0, revision: 1, events };
}

function told(source: PluginEventSource, event: ConsoleEvent): string[] {
  return source.read(batch(event)).map(({ name }) => name);
}

describe('PluginEventSource', () => {
  const live: Call = callWith({ id: 'a', state: 'live' });
  const ended: Call = { ...live, state: 'ended', endReason: 'declined', endedAt: 2 };

  it('gives the end of a call that was over before its beginning was published', () => {
    const source = new PluginEventSource([]);
    const call = { ...ended, alerts: [ALERT] };
    expect(told(source, { type: 'callAdded', call })).toEqual([
      'call.added',
      'alert',
      'call.ended',
    ]);
    expect(told(source, { type: 'callChanged', call })).toEqual(['call.changed']);
  });

  it('gives each question of the agent once', () => {
    const source = new PluginEventSource([]);
    const asked = (...questions: Call['questions'][number][]): string[] =>
      source
        .read(batch({ type: 'callChanged', call: { ...live, questions } }))
        .flatMap(({ name, event }) =>
          name === 'question.asked' && 'question' in event ? [event.question.id] : [],
        );
    expect(asked(aQuestion())).toEqual(['question-1']);
    expect(asked(aQuestion(), anApproval())).toEqual(['approval-1']);
    expect(asked(anApproval())).toEqual([]);
  });

  it('gives each deed of a rule once', () => {
    const source = new PluginEventSource([]);
    const call = { ...live, nudges: [aNudge()] };
    expect(told(source, { type: 'callAdded', call })).toEqual(['call.added', 'rule.acted']);
    expect(told(source, { type: 'callChanged', call })).not.toContain('rule.acted');
    const again = { ...live, nudges: [aNudge({ id: 'nudge-2' })] };
    expect(told(source, { type: 'callChanged', call: again })).toContain('rule.acted');
  });

  it('keeps no ended call in the list of a plugin, whatever still changes in it', () => {
    const thread = new PluginThread([], () => undefined);
    const source = new PluginEventSource([]);
    for (const event of [
      { type: 'callAdded', call: live },
      { type: 'callChanged', call: ended },
      { type: 'callChanged', call: { ...ended, alerts: [ALERT] } },
    ] satisfies ConsoleEvent[]) {
      thread.receive({ type: 'events', events: source.read(batch(event)) });
    }
    expect(thread.calls).toEqual([]);
  });
});
