import type { CallId } from '#model/call';
import { needOf } from '#model/callNeed';
import type { Transcript } from '#model/transcript';
import { formatNumber, spokenDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import type { CallsState } from '../../state/callsStore';
import { badgesOf, type CallBadge, callSpan, speakingOf } from '../../state/callView';
import { needWords } from '../../state/needWords';
import { listenerNames } from '../callSigns';
import { type OwnPart, ownPartText } from '../headset';

/** Most characters of the last words: more is never in sight. */
const LAST_WORDS_CHARS = 120;

/**
 * What a row shows; flat, so that a change elsewhere in the call does not draw it again.
 * @param own Who looks at it, as a call names its listeners.
 */
export function rowView(state: CallsState, callId: CallId, own: string) {
  const call = state.byId[callId];
  if (call === undefined) {
    return null;
  }
  const need = needOf(call);
  const last = lastTurn(state.transcripts[callId]);
  return {
    meterId: call.meterId,
    state: call.state,
    number: formatNumber(call.callerNumber),
    name: call.callerName,
    profile: call.profileName,
    speaking: speakingOf(call),
    severity: need?.severity ?? null,
    /** The alert that is its reason; null where none is. */
    alertId: need?.why === 'alert' ? need.alertId : null,
    reason: need === null ? '' : needWords(need),
    lastSpeaker: last?.speaker ?? null,
    lastWords: last?.text.slice(-LAST_WORDS_CHARS) ?? '',
    others: listenerNames(call, own).join(', '),
    // One text, because a list would be a new object at each look and draw the row again.
    badges: badgesOf(call).join(),
    quietSince: call.quietSince,
    ...callSpan(call),
    startedAt: call.startedAt,
  };
}

export type RowView = NonNullable<ReturnType<typeof rowView>>;

function lastTurn(turns: Transcript | undefined) {
  return turns?.findLast(({ speaker, text }) => speaker !== 'system' && text !== '');
}

export const badgesIn = (text: string): readonly CallBadge[] =>
  text === '' ? [] : (text.split(',') as CallBadge[]);

/**
 * The row in words. Renewed every 5 s at most: a label that changes each second is read out over
 * and over.
 */
export function rowLabel(view: RowView, own: OwnPart | null, now: number): string {
  return [
    view.number,
    view.name,
    own === null ? '' : ownPartText(own),
    view.reason,
    t(`call.state.${view.state}`).toLowerCase(),
    spokenDuration((view.to ?? now) - view.from),
    t(`call.speakingSpoken.${view.speaking}`),
    ...badgesIn(view.badges).map((badge) => t(`call.badge.${badge}`).toLowerCase()),
    view.others === '' ? '' : t('call.listening', { names: view.others }),
    view.profile,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
