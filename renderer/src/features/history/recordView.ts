import type { RecordedCall } from '#model/history';
import { t } from '../../i18n/i18n';
import { endReasonText } from '../../state/callView';

/** How a recorded call stands, in words: why it ended, or that it did not. */
export function outcomeText({ state, endReason }: RecordedCall): string {
  return state === 'ended' ? endReasonText(endReason) : t(`history.state.${state}`);
}

/** The profile a call ran with, by its name at that time; empty where it is not known. */
export function profileText({ profileId, profileName }: RecordedCall): string {
  return profileName === '' ? profileId : profileName;
}

/**
 * Length of a call, ms, from the answer where there was one; null while it runs or where its end is
 * not known.
 */
export function lengthOf({ startedAt, answeredAt, endedAt }: RecordedCall): number | null {
  return endedAt === null ? null : endedAt - (answeredAt ?? startedAt);
}
