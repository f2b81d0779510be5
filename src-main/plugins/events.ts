/** Turns the stream of changes into events of the extension API. */
import type { Call, CallId } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import type { PluginEventMessage } from './messages';

export class PluginEventSource {
  readonly #before = new Map<CallId, Call>();

  constructor(calls: readonly Call[]) {
    for (const call of calls) {
      this.#before.set(call.id, call);
    }
  }

  /** The events of a batch, in order. */
  read(batch: ConsoleEventBatch): readonly PluginEventMessage[] {
    return batch.events.flatMap((event) => this.#readOne(event));
  }

  #readOne(event: ConsoleEvent): readonly PluginEventMessage[] {
    switch (event.type) {
      case 'callAdded':
        this.#before.set(event.call.id, event.call);
        return [
          { name: 'call.added', event: { call: event.call } },
          ...questionsAsked(undefined, event.call),
          ...nudgesOf(undefined, event.call),
          ...alertsAndEnd(undefined, event.call),
        ];
      case 'callChanged': {
        const before = this.#before.get(event.call.id);
        this.#before.set(event.call.id, event.call);
        return changes(before, event.call);
      }
      case 'callRemoved':
        this.#before.delete(event.callId);
        return [];
      case 'turnChanged': {
        const { callId, turn } = event;
        return [{ name: 'transcript.turn', event: { callId, turn } }];
      }
      case 'healthChanged':
        return [];
    }
  }
}

function changes(before: Call | undefined, call: Call): readonly PluginEventMessage[] {
  const events: PluginEventMessage[] = [{ name: 'call.changed', event: { call } }];
  if (before?.agentLink !== call.agentLink) {
    events.push({ name: 'session.link', event: { call } });
  }
  if (before !== undefined && before.voice !== call.voice) {
    events.push({ name: 'session.voice', event: { call } });
  }
  if ((before?.callerSpeaking ?? false) !== call.callerSpeaking) {
    events.push({ name: 'audio.callerSpeech', event: { call } });
  }
  if (call.metrics.bargeIns > (before?.metrics.bargeIns ?? 0)) {
    events.push({ name: 'audio.bargeIn', event: { call } });
  }
  return [
    ...events,
    ...questionsAsked(before, call),
    ...nudgesOf(before, call),
    ...alertsAndEnd(before, call),
  ];
}

function questionsAsked(before: Call | undefined, call: Call): readonly PluginEventMessage[] {
  return call.questions
    .filter(({ id }) => before?.questions.some((known) => known.id === id) !== true)
    .map((question) => ({ name: 'question.asked', event: { call, question } }));
}

function nudgesOf(before: Call | undefined, call: Call): readonly PluginEventMessage[] {
  return call.nudges
    .filter(({ id }) => before?.nudges.some((known) => known.id === id) !== true)
    .map((nudge) => ({ name: 'rule.acted', event: { call, nudge } }));
}

/** Even a call that was just added may have ended: a batch holds its newest state only. */
function alertsAndEnd(before: Call | undefined, call: Call): readonly PluginEventMessage[] {
  const events: PluginEventMessage[] = [];
  for (const alert of call.alerts) {
    const known = before?.alerts.find(({ id }) => id === alert.id);
    if (known?.severity !== alert.severity) {
      events.push({ name: 'alert', event: { call, alert } });
    }
  }
  if (call.state === 'ended' && before?.state !== 'ended') {
    events.push({ name: 'call.ended', event: { call } });
  }
  return events;
}
