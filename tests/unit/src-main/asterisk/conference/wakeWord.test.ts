import { describe, expect, it } from 'vitest';
import { isNamed, WakeWord } from '#main/asterisk/conference/wakeWord';
import { done } from '#main/util/result';
import type { CallCommand } from '#model/commands';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import type { Turn } from '#model/transcript';
import { callWith, turnWith } from '#support/calls';

const TURN = turnWith({ status: 'partial', text: '', startMs: 0, endMs: null });

describe('a name in what was said', () => {
  it.each([
    ['Assistant, what do you say?', true],
    ['so, ASSISTANT!', true],
    ['the assistants are here', false],
    ['nothing of the kind', false],
    ['', false],
  ])('"%s": %s', (text, named) => {
    expect(isNamed(text, 'assistant')).toBe(named);
  });

  it('may be of several words, with accents, whatever stands between them', () => {
    expect(isNamed('Hallo, Frau   Müller?', 'frau müller')).toBe(true);
    expect(isNamed('Frau Müllerin', 'Frau Müller')).toBe(false);
  });

  it('is never found when there is none', () => {
    expect(isNamed('anything', ' ')).toBe(false);
  });
});

describe('a listening assistant', () => {
  const start = () => {
    const acted: CallCommand[] = [];
    const heard: boolean[] = [];
    let tell: (batch: ConsoleEventBatch) => void = () => undefined;
    const control = {
      command: (_callId: string, action: CallCommand) => {
        acted.push(action);
        return Promise.resolve(done);
      },
      onBatch: (listener: (batch: ConsoleEventBatch) => void) => {
        tell = listener;
        return () => {
          tell = () => undefined;
        };
      },
    };
    const assistant = new WakeWord(control, 'room', 'Assistant', (speaking) =>
      heard.push(speaking),
    );
    const send = (...events: ConsoleEvent[]): void => {
      tell({ baseRevision: 0, revision: 1, events });
    };
    const say = (id: number, text: string, speaker: Turn['speaker'] = 'caller'): void => {
      send({
        type: 'turnChanged',
        callId: 'room',
        turn: { ...TURN, id, speaker, text },
      });
    };
    const goLive = (): void => {
      send({ type: 'callChanged', call: callWith({ id: 'room' }) });
    };
    return { assistant, acted, heard, say, goLive };
  };
  const muted = (on: boolean): CallCommand => ({ kind: 'muteAgent', on });

  it('is muted when its call begins, and is heard once a member says its name', () => {
    const { acted, heard, say, goLive } = start();
    goLive();
    say(0, 'Where is');
    say(1, 'I am the Assistant', 'agent');
    expect(acted).toEqual([muted(true)]);
    say(2, 'Assistant, where is it?');
    say(2, 'Assistant, where is it, please?');
    goLive();
    expect(acted).toEqual([muted(true), muted(false)]);
    expect(heard).toEqual([false, true]);
  });

  it('is silent again when told to, until its name is said anew', () => {
    const { assistant, acted, say, goLive } = start();
    goLive();
    say(0, 'Assistant?');
    assistant.beSilent();
    say(0, 'Assistant? Thank you, assistant.');
    expect(acted.at(-1)).toEqual(muted(true));
    say(1, 'One more, assistant');
    expect(acted.at(-1)).toEqual(muted(false));
  });

  it('is heard from the start when it was asked in by key before its call began', () => {
    const { assistant, acted, goLive } = start();
    assistant.speak();
    goLive();
    expect(acted).toEqual([]);
  });

  it('does nothing more once it has left', () => {
    const { assistant, acted, say, goLive } = start();
    goLive();
    assistant.close();
    say(0, 'Assistant?');
    assistant.speak();
    assistant.beSilent();
    expect(acted).toEqual([muted(true)]);
  });
});
