import { Check, Headphones, type LucideIcon, Users } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#model/call';
import type { RoleAction } from '#model/roles';
import { t } from '../../i18n/i18n';
import { memoInLanguage } from '../../i18n/memoInLanguage';
import { LONG_QUIET_MS } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { ownName, useRoleReason, useStationStore } from '../../state/stationStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { type RowPlace, VirtualRow } from '../../ui/rows/VirtualRow';
import { AlertShape } from '../../ui/signs/AlertShape';
import { Duration } from '../../ui/signs/Duration';
import { useNow } from '../../ui/signs/useNow';
import { MiniWave } from '../../waves/MiniWave';
import { acknowledge, listenToAlert } from '../alerts';
import { BadgeIcons, CallStateShape, SpeakingShape } from '../callSigns';
import { EarMark, type OwnPart } from '../headset';
import { badgesIn, rowLabel, type RowView, rowView } from './rowView';
import { selectRow } from './selectRow';
import type { FrozenCalls } from './useFrozenCalls';
import { useOwnPart } from './useOwnPart';

/** A call counts as new for this long, ms. */
const NEW_MS = 1500;

/** Silence is counted in sight from here on, ms: shorter pauses are part of any talk. */
const QUIET_SHOWN_MS = 5_000;

/** Who is heard; after a while of silence, how long it has lasted. */
function SpeakingCell({
  view,
  frozenAt,
}: {
  readonly view: RowView;
  readonly frozenAt: number | null;
}) {
  const now = useNow('second');
  const quietMs = view.quietSince === null ? 0 : (frozenAt ?? now) - view.quietSince;
  const isCounted = view.speaking === 'quiet' && quietMs >= QUIET_SHOWN_MS;
  const look = quietMs >= LONG_QUIET_MS ? 'text-warn' : 'text-faint';
  return (
    <div role="gridcell" className="column-speaking">
      <SpeakingShape speaking={view.speaking} />
      <span className={`truncate tabular-nums ${view.speaking === 'quiet' ? look : ''}`}>
        {isCounted
          ? t('list.quiet', { seconds: Math.floor(quietMs / 1000) })
          : t(`call.speaking.${view.speaking}`)}
      </span>
    </div>
  );
}

/** What needs a look, in words; else what was said last. */
function NewsLine({ view }: { readonly view: RowView }) {
  if (view.reason !== '') {
    return (
      <span className={view.severity === 'danger' ? 'text-danger' : 'text-warn'}>
        {view.reason}
      </span>
    );
  }
  if (view.state !== 'live') {
    return <span className="text-muted">{t(`call.state.${view.state}`)}</span>;
  }
  return (
    // The end of what was said is its news: it must not be cut off.
    <span className="last-words text-muted">
      <bdi>
        {view.lastSpeaker === 'caller' && <span className="text-caller">▸ </span>}
        {view.lastSpeaker === 'agent' && <span className="text-agent">◂ </span>}
        {view.lastWords}
      </bdi>
    </span>
  );
}

/**
 * Something to do about the alert of a call. Seen while the row is pointed at or focused; it lies
 * over the row, so that nothing moves.
 */
function RowDeed(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly needs: RoleAction;
  readonly className: string;
  readonly tabbable: boolean;
  readonly onDo: () => void;
}) {
  const { icon, label, needs, className, tabbable, onDo } = props;
  const role = useRoleReason(needs);
  return (
    <IconButton
      {...{ icon, label }}
      size="small"
      className={`row-deed ${className}`}
      reason={role}
      tabIndex={tabbable ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        onDo();
      }}
    />
  );
}

type AlertedCell = {
  readonly callId: CallId;
  readonly view: RowView;
  readonly tabbable: boolean;
};

/** What needs a look; else how the call stands, where that is not the usual. */
function SignCell({ callId, view, tabbable }: AlertedCell) {
  const { alertId, reason } = view;
  return (
    <div role="gridcell" className="relative flex justify-center">
      {view.severity !== null ? (
        <AlertShape level={view.severity} />
      ) : (
        view.state !== 'live' && <CallStateShape state={view.state} />
      )}
      {alertId !== null && (
        <RowDeed
          icon={Check}
          label={t('alerts.acknowledgeThis', { reason })}
          needs="call.acknowledgeAlert"
          className="row-acknowledge"
          tabbable={tabbable}
          onDo={() => {
            void acknowledge(callId, alertId);
          }}
        />
      )}
    </div>
  );
}

/** How long the call has lasted; one that has an alert is heard by one click. */
function TimeCell(props: AlertedCell & { readonly frozenAt: number | null }) {
  const { callId, view, tabbable, frozenAt } = props;
  return (
    <div role="gridcell" className="relative text-right">
      <Duration from={view.from} to={view.to ?? frozenAt} />
      {view.alertId !== null && (
        <RowDeed
          icon={Headphones}
          label={t('alerts.listen')}
          needs="call.listen"
          className="row-listen"
          tabbable={tabbable}
          onDo={() => {
            listenToAlert({ callId });
          }}
        />
      )}
    </div>
  );
}

/** Other supervisors are on the call; the label of the row names them, too. */
function OthersMark({ names }: { readonly names: string }) {
  return (
    <span
      className="flex min-w-0 shrink items-center gap-1 text-meta text-muted"
      title={t('call.listening', { names })}
    >
      <Users size={12} className="shrink-0" aria-hidden="true" />
      <span className="truncate">{names}</span>
    </span>
  );
}

function CallerCell({ view, part }: { readonly view: RowView; readonly part: OwnPart | null }) {
  return (
    <div role="gridcell" className="min-w-0">
      <div className="flex items-center gap-2 leading-[18px]">
        <span className="min-w-0 truncate font-medium tabular-nums" dir="auto">
          {view.name === '' ? view.number : view.name}
        </span>
        {view.name !== '' && (
          <span className="call-number text-meta text-muted tabular-nums">
            <bdi>{view.number}</bdi>
          </span>
        )}
        <div className="row-marks">
          {part !== null && <EarMark part={part} />}
          {view.others !== '' && <OthersMark names={view.others} />}
          {view.badges !== '' && <BadgeIcons badges={badgesIn(view.badges)} />}
        </div>
      </div>
      <div className="h-4 truncate text-meta leading-4">
        <NewsLine view={view} />
      </div>
    </div>
  );
}

/** One call. `frozen`: the list stands still, and shows it as it was then. */
export const CallRow = memoInLanguage(function CallRow({
  callId,
  frozen,
  ...place
}: RowPlace & { readonly callId: CallId; readonly frozen: FrozenCalls | null }) {
  const own = useStationStore(ownName);
  const view = useCallsStore(useShallow((state) => rowView(frozen?.state ?? state, callId, own)));
  const part = useOwnPart(callId);
  const slow = useNow('slow');
  if (view === null) {
    return null;
  }
  const now = frozen?.at ?? slow;
  return (
    <VirtualRow
      {...place}
      className="call-row call-columns"
      label={rowLabel(view, part, now)}
      data-call-id={callId}
      data-ended={view.state === 'ended'}
      data-new={now - view.startedAt < NEW_MS}
      onClick={() => {
        selectRow(callId);
      }}
    >
      <SignCell callId={callId} view={view} tabbable={place.tabbable} />
      <CallerCell view={view} part={part} />
      <div role="gridcell" className="column-profile truncate text-meta text-muted">
        {view.profile}
      </div>
      <SpeakingCell view={view} frozenAt={frozen?.at ?? null} />
      <div role="gridcell" className="column-wave">
        <MiniWave meterId={view.meterId} still={frozen !== null} />
      </div>
      <TimeCell {...{ callId, view, tabbable: place.tabbable }} frozenAt={frozen?.at ?? null} />
    </VirtualRow>
  );
});
