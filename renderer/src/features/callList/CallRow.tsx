import { Headphones } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#model/call';
import { formatNumber, spokenDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { alertLevelOf, badgesOf, type CallBadge, callSpan, speakingOf } from '../../state/callView';
import { type RowPlace, VirtualRow } from '../../ui/rows/VirtualRow';
import { AlertShape } from '../../ui/signs/AlertShape';
import { Duration } from '../../ui/signs/Duration';
import { useNow } from '../../ui/signs/useNow';
import { MiniWave } from '../../waves/MiniWave';
import { BadgeIcons, CallStateShape, listenerNames, SpeakingShape } from '../callSigns';
import { isOnCall, useHeadsetStore } from '../headset';

/** A call counts as new for this long, ms. */
const NEW_MS = 1500;

/** What a row shows; flat, so that a change elsewhere in the call does not draw it again. */
function rowView(state: CallsState, callId: CallId, listensHere: boolean) {
  const call = state.byId[callId];
  if (call === undefined) {
    return null;
  }
  const listeners = listenerNames(call, listensHere);
  return {
    meterId: call.meterId,
    state: call.state,
    number: formatNumber(call.callerNumber),
    name: call.callerName,
    speaking: speakingOf(call),
    alert: alertLevelOf(call),
    // One text, because a list would be a new object at each look and draw the row again.
    badges: badgesOf(call).join(),
    listenerCount: listeners.length,
    listeners: listeners.join(', '),
    noticeCount: call.notices.length + call.nudges.length,
    noticeText: [
      ...call.notices.map((notice) => inWords(notice.phrase)),
      ...call.nudges.map(({ reason }) => reason),
    ].join('\n'),
    ...callSpan(call),
    startedAt: call.startedAt,
  };
}

type RowView = NonNullable<ReturnType<typeof rowView>>;

const badgesIn = (text: string): readonly CallBadge[] =>
  text === '' ? [] : (text.split(',') as CallBadge[]);

/**
 * The row in words. Renewed every 5 s at most: a label that changes each second is read out over
 * and over.
 */
function rowLabel(view: RowView, now: number): string {
  return [
    view.number,
    view.name,
    t(`call.state.${view.state}`).toLowerCase(),
    spokenDuration((view.to ?? now) - view.from),
    t(`call.speakingSpoken.${view.speaking}`),
    ...badgesIn(view.badges).map((badge) => t(`call.badge.${badge}`).toLowerCase()),
    view.listeners === '' ? '' : t('call.listening', { names: view.listeners }),
    view.noticeCount > 0 ? t('call.notices', { count: view.noticeCount }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** How many others listen; who they are is in the title, and in the label of the row. */
function ListenerCount({ listenerCount, listeners }: RowView) {
  return (
    <span
      className="flex shrink-0 items-center gap-0.5 text-meta text-muted tabular-nums"
      title={t('call.listening', { names: listeners })}
      aria-hidden="true"
    >
      <Headphones size={12} />
      {listenerCount}
    </span>
  );
}

export const CallRow = memo(function CallRow({
  callId,
  ...place
}: RowPlace & { readonly callId: CallId }) {
  const listensHere = useHeadsetStore(({ headset }) => isOnCall(headset, callId));
  const view = useCallsStore(useShallow((state) => rowView(state, callId, listensHere)));
  const now = useNow('slow');
  if (view === null) {
    return null;
  }
  return (
    <VirtualRow
      {...place}
      className="call-row call-columns"
      label={rowLabel(view, now)}
      data-call-id={callId}
      data-ended={view.state === 'ended'}
      data-new={now - view.startedAt < NEW_MS}
      onClick={() => {
        useCallsStore.getState().select(callId);
      }}
    >
      <div role="gridcell" className="flex items-center gap-2 overflow-hidden">
        <CallStateShape state={view.state} />
        <span className="state-word shrink-0 text-muted">{t(`call.state.${view.state}`)}</span>
        {view.badges !== '' && <BadgeIcons badges={badgesIn(view.badges)} />}
        {view.listenerCount > 0 && <ListenerCount {...view} />}
      </div>
      <div role="gridcell" className="min-w-0 tabular-nums">
        <div className="truncate leading-4 font-medium">{view.number}</div>
        {view.name !== '' && (
          <div className="truncate text-[11px] leading-[14px] text-muted">{view.name}</div>
        )}
      </div>
      <div role="gridcell" className="flex items-center gap-2 overflow-hidden">
        <SpeakingShape speaking={view.speaking} />
        <span className={`truncate ${view.speaking === 'quiet' ? 'text-faint' : ''}`}>
          {t(`call.speaking.${view.speaking}`)}
        </span>
      </div>
      <div role="gridcell" className="column-wave">
        <MiniWave meterId={view.meterId} />
      </div>
      <div role="gridcell" className="text-right">
        <Duration from={view.from} to={view.to} />
      </div>
      <div role="gridcell" className="flex justify-center" title={view.noticeText}>
        {view.alert !== 'none' && (
          <>
            <AlertShape level={view.alert} />
            <span className="sr-only">{view.noticeText}</span>
          </>
        )}
      </div>
    </VirtualRow>
  );
});
