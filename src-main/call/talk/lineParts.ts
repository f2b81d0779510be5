/** Makes the parts of a talk that are about the telephone line: keys, opening, mailbox. */
import type { VoiceAgent } from '#main/agent/voiceAgent';
import { fillFacts } from '#main/rules/callFacts';
import type { CallFacts } from '#model/callFacts';
import type { ProfileMailbox } from '#model/profile';
import type { AfterSpeech } from './afterSpeech';
import { CallerKeys } from './callerKeys';
import type { Floor } from './floor';
import { Mailbox } from './mailbox';
import { Opening } from './opening';
import { answerKeys, discloseFirst, openWith, placedByYou } from './prompts';
import type { TalkRecord } from './record/talkRecord';
import type { TalkOptions } from './talkOptions';
import type { TalkTimer } from './talkTimer';

/** Who answers our call has this long to begin to speak before the agent does, ms. */
const PARTY_FIRST_MS = 2_000;

/** What the parts of a talk are made of. */
export type TalkParts = TalkOptions & {
  readonly record: TalkRecord;
  readonly floor: Floor;
  readonly afterSpeech: AfterSpeech;
  readonly timer: TalkTimer;
  readonly agent: () => VoiceAgent;
  readonly onCallerAlive: () => void;
};

export function createKeys({
  settings,
  floor,
  record,
  timer,
  onCallerAlive,
}: TalkParts): CallerKeys {
  const keys = new CallerKeys({
    onCallerAlive,
    use: () => settings().keys,
    agentListens: () => floor.agentTakesPart && !floor.audio.callerMuted,
    onEntry: () => {
      floor.turns.promptWhenFree({ as: 'keys', text: answerKeys() }, performance.now());
    },
    note: (said) => {
      record.note(said);
    },
  });
  timer.add(keys);
  return keys;
}

export function createOpening(parts: TalkParts): Opening {
  const { settings, disclosure, knowledge, isGreeted, floor, timer } = parts;
  const opening = new Opening({
    floor,
    waitMs: isOurs(parts) ? PARTY_FIRST_MS : 0,
    prompt: () => fillFacts(openWith(settings().greeting, disclosure()), knowledge.forAgent()),
  });
  if (isGreeted === true) {
    opening.end();
  }
  timer.add(opening);
  return opening;
}

/** Null in a call that we have not placed. */
export function createMailbox(parts: TalkParts): Mailbox | null {
  if (!isOurs(parts)) {
    return null;
  }
  const { floor, afterSpeech, settings, knowledge, record, agent, onMailbox, timer } = parts;
  const mailbox = new Mailbox({
    floor,
    afterSpeech,
    mailbox: () => withFacts(settings().mailbox, knowledge.forAgent()),
    note: (said) => {
      record.note(said);
    },
    tellAgent: (text) => {
      agent().sendContext(text);
    },
    onDone: onMailbox,
    onChange: () => {
      timer.rearm();
    },
  });
  timer.add(mailbox);
  return mailbox;
}

function withFacts(mailbox: ProfileMailbox, facts: CallFacts): ProfileMailbox {
  return mailbox.kind === 'leave-text'
    ? { ...mailbox, text: fillFacts(mailbox.text, facts) }
    : mailbox;
}

/** The agent's instruction, with what it is to do at the beginning of this call. */
export function withOpening(options: TalkOptions, instruction: string): string {
  const { disclosure, settings, isGreeted } = options;
  const begins = isOurs(options) && isGreeted !== true;
  const whole = begins ? placedByYou(instruction, settings().greeting) : instruction;
  return discloseFirst(whole, disclosure());
}

function isOurs({ liveCall }: TalkOptions): boolean {
  return liveCall.call.direction === 'outbound';
}
