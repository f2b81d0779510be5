/** The facts of a call as texts: values of placeholders, and the time in the call's time zone. */
import { type CallFacts, CHANNEL_PREFIX, type PlaceholderName } from '#model/callFacts';
import { LOOK_UP_PREFIX } from '#model/lookUp';
import { fillPlaces } from './placeholders';

/** A moment on the clock of a time zone. */
export type LocalTime = {
  /** `2026-11-28`. */
  readonly date: string;
  /** `14:05`. */
  readonly time: string;
  /** In English. */
  readonly weekday: string;
  /** Distance from UTC, such as `GMT+01:00`. */
  readonly offset: string;
};

/**
 * @param at Epoch ms.
 * @param timeZone Name of a time zone (IANA).
 */
export function localTime(at: number, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    weekday: part('weekday'),
    offset: part('timeZoneName'),
  };
}

const VALUES: Readonly<Record<PlaceholderName, (facts: CallFacts) => string>> = {
  'caller.number': ({ caller }) => caller?.number ?? '',
  'caller.name': ({ caller }) => caller?.name ?? '',
  'call.dialled': ({ dialedNumber }) => dialedNumber,
  'call.direction': directionOf,
  date: ({ at, timeZone }) => localTime(at, timeZone).date,
  time: ({ at, timeZone }) => localTime(at, timeZone).time,
  weekday: ({ at, timeZone }) => localTime(at, timeZone).weekday,
  'profile.name': ({ profileName }) => profileName,
};

/**
 * The value of a placeholder; undefined if it is none. A variable that was not read, and a fact
 * that was not looked up, are empty.
 */
export function valueOfPlace(facts: CallFacts, name: string): string | undefined {
  if (name.startsWith(CHANNEL_PREFIX)) {
    return facts.channel.get(name.slice(CHANNEL_PREFIX.length)) ?? '';
  }
  if (name.startsWith(LOOK_UP_PREFIX)) {
    const found = facts.lookUp?.facts ?? {};
    const fact = name.slice(LOOK_UP_PREFIX.length);
    return Object.hasOwn(found, fact) ? found[fact] : '';
  }
  return Object.hasOwn(VALUES, name) ? VALUES[name as PlaceholderName](facts) : undefined;
}

/** Puts the facts of a call into the places of a text. */
export function fillFacts(text: string, facts: CallFacts): string {
  return fillPlaces(text, (name) => valueOfPlace(facts, name));
}

/** `incoming` or `outgoing`. */
export function directionOf({ direction }: Pick<CallFacts, 'direction'>): string {
  return direction === 'inbound' ? 'incoming' : 'outgoing';
}
