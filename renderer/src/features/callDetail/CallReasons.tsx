import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type AlertSeverity, type CallAlert, isMeasured } from '#model/alert';
import type { CallId, CallNotice } from '#model/call';
import type { EarDiagnosis } from '#model/callerEar';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { SteadyPlace } from '../../ui/signs/SteadyPlace';
import { acknowledgeAll, AlertRow, alertsToSee } from '../alerts';
import { EarRow, useDiagnosis } from '../callerEar';
import { MetricsStrip } from '../metrics';
import { NoticeRow } from './NoticeRow';

/** Why a call needs a look: a notice of the call, or what was measured in it. */
type Reason = CallNotice | CallAlert;

/** The same, or what is wrong with what the caller hears. */
type Shown = Reason | EarDiagnosis;

const GRAVITY: Readonly<Record<AlertSeverity, number>> = { danger: 0, warn: 1, info: 2 };
const LEAST_GRAVE = 3;

/** A call seldom has more reasons behind the first. */
const MANY = 8;

/**
 * What nobody has seen to before all else, and of these the gravest first. What rules did has a
 * place of its own, and notices are alerts, too.
 */
function reasonsOf({ byId }: Pick<CallsState, 'byId'>, callId: CallId): readonly Reason[] {
  const call = byId[callId];
  const measured = alertsToSee(call).filter(({ signal }) => isMeasured(signal));
  const rank = (reason: Reason): number =>
    GRAVITY[reason.severity] + (isSeenTo(reason, call?.alerts ?? []) ? LEAST_GRAVE : 0);
  return [...(call?.notices ?? []), ...measured].sort((one, other) => rank(one) - rank(other));
}

/** Whether somebody has acknowledged the alert of a notice, which stays as long as its cause. */
function isSeenTo(reason: Reason, alerts: readonly CallAlert[]): boolean {
  const own =
    'kind' in reason ? alerts.findLast(({ signal }) => signal === reason.kind) : undefined;
  return own !== undefined && own.acknowledged !== null;
}

/** Behind the failures at the top, and before what is only to be watched. */
function withEar(reasons: readonly Reason[], ear: EarDiagnosis | null): readonly Shown[] {
  if (ear === null) {
    return reasons;
  }
  const place = reasons.findIndex(({ severity }) => severity !== 'danger');
  const at = place === -1 ? reasons.length : place;
  return [...reasons.slice(0, at), ear, ...reasons.slice(at)];
}

const keyOf = (shown: Shown): string =>
  'trouble' in shown ? shown.trouble : 'signal' in shown ? shown.id : shown.kind;

function ReasonRow({ callId, reason }: { readonly callId: CallId; readonly reason: Shown }) {
  if ('trouble' in reason) {
    return <EarRow callId={callId} diagnosis={reason} />;
  }
  return 'signal' in reason ? (
    <AlertRow callId={callId} alert={reason} words={inWords(reason.phrase)} />
  ) : (
    <NoticeRow callId={callId} notice={reason} />
  );
}

/**
 * Why the call needs somebody, the gravest in words; the others on demand, over what is below. Else
 * what is unusual in its figures. All of it in one line that is always there: nothing moves when it
 * comes and goes.
 */
export function CallReasons({ callId }: { readonly callId: CallId }) {
  const role = useRoleReason('call.acknowledgeAlert');
  const found = useCallsStore(useShallow((state) => reasonsOf(state, callId)));
  const reasons = withEar(found, useDiagnosis(callId));
  const open = useCallsStore(({ byId }) => alertsToSee(byId[callId]).length);
  const [unfolded, setUnfolded] = useState(false);
  const others = reasons.length - 1;
  const shown = unfolded && others > 0 ? reasons : reasons.slice(0, 1);
  return (
    <div className="call-reasons">
      {shown.length === 0 ? (
        <MetricsStrip callId={callId} />
      ) : (
        <div className="call-reasons-box" data-unfolded={shown.length > 1}>
          <ul aria-label={t('alerts.label')}>
            {shown.map((reason) => (
              <li key={keyOf(reason)}>
                <ReasonRow callId={callId} reason={reason} />
              </li>
            ))}
          </ul>
          <div>
            {open > 1 && shown.length > 1 && (
              <Button
                size="small"
                reason={role}
                onClick={() => {
                  acknowledgeAll(callId);
                }}
              >
                {t('alerts.acknowledgeAll', { count: open })}
              </Button>
            )}
            <SteadyPlace
              className="call-reasons-more"
              texts={[t('detail.more', { count: 1 }), t('detail.more', { count: MANY })]}
            >
              {others > 0 && (
                <Button
                  size="small"
                  aria-expanded={unfolded}
                  onClick={() => {
                    setUnfolded(!unfolded);
                  }}
                >
                  {unfolded ? t('detail.fewer') : t('detail.more', { count: others })}
                </Button>
              )}
            </SteadyPlace>
          </div>
        </div>
      )}
    </div>
  );
}
