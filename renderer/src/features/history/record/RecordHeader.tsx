import { Trash2 } from 'lucide-react';
import { isWithheld } from '#model/callerNumber';
import type { CallRecord, RecordedCall } from '#model/history';
import { formatDateTime, formatDuration, formatNumber } from '#window/format/format';
import { voiceStyle } from '#window/format/voices';
import { t } from '#window/i18n/i18n';
import { useRoleReason } from '#window/state/stationStore';
import { openDialog } from '#window/state/uiStore';
import { actorText } from '#window/state/whoActed';
import { Button } from '#window/ui/buttons/Button.tsx';
import { Title } from '#window/ui/layout/Title.tsx';
import { Badge } from '#window/ui/signs/Badge.tsx';
import { CallStateBadge } from '../../callSigns';
import { EarlierCalls } from '../EarlierCalls';
import { ExportMenu } from '../exports/ExportMenu';
import { lengthOf, outcomeText, profileText } from '../recordView';
import { TagEditor } from './TagEditor';

function DeleteButton({ id, callerNumber }: Pick<RecordedCall, 'id' | 'callerNumber'>) {
  const withheld = isWithheld(callerNumber);
  const reason = useRoleReason(withheld ? 'history.deleteCall' : 'history.deleteCaller');
  return (
    <Button
      size="small"
      icon={Trash2}
      reason={reason}
      title={withheld ? t('history.deleteCall.why') : undefined}
      onClick={() => {
        openDialog(
          withheld ? { name: 'deleteCall', callId: id } : { name: 'deleteCaller', callerNumber },
        );
      }}
    >
      {t(withheld ? 'history.deleteCall.open' : 'history.delete.open')}
    </Button>
  );
}

/** Who called, when, and how it ended; the controls of the record. */
export function RecordHeader({ record }: { readonly record: CallRecord }) {
  const { call } = record;
  const length = lengthOf(call);
  const facts = [
    formatDateTime(call.startedAt),
    length === null ? '' : formatDuration(length),
    call.direction === 'outbound'
      ? t('detail.called')
      : t('detail.dialled', { number: call.dialedNumber }),
    t('detail.voice', { voice: `${call.voice} (${voiceStyle(call.voice)})` }),
    call.disclosure === null || call.disclosure === 'none'
      ? ''
      : t(`detail.disclosure.${call.disclosure}`),
  ].filter((fact) => fact !== '');
  const profile = profileText(call);
  const means = [
    profile === '' ? '' : t('history.profile', { profile }),
    call.model,
    call.transport === null ? '' : t(`detail.transport.${call.transport}`),
    call.actors.length === 0
      ? ''
      : t('history.actors', { actors: call.actors.map(actorText).join(', ') }),
  ].filter((fact) => fact !== '');
  return (
    <header className="flex flex-col gap-2 px-5 pt-4 pb-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <Title className="shrink-0 tabular-nums select-text">
              {formatNumber(call.callerNumber)}
            </Title>
            {call.callerName !== '' && (
              <span className="truncate text-muted select-text" dir="auto">
                {call.callerName}
              </span>
            )}
            {call.demo && <Badge>{t('detail.demoCall')}</Badge>}
            {call.trial !== null && <Badge>{t(`call.badge.${call.trial.kind}`)}</Badge>}
            <CallStateBadge state={call.state === 'live' ? 'live' : 'ended'}>
              {call.state === 'ended'
                ? t('detail.endedBecause', { reason: outcomeText(call) })
                : outcomeText(call)}
            </CallStateBadge>
          </div>
        </div>
        <div className="flex gap-2">
          <ExportMenu id={call.id} recordings={record.recordings.length} />
          <DeleteButton id={call.id} callerNumber={call.callerNumber} />
        </div>
      </div>
      <div>
        <p className="text-meta text-muted">{facts.join(' · ')}</p>
        {means.length > 0 && (
          <p className="mt-0.5 text-meta text-muted select-text">{means.join(' · ')}</p>
        )}
      </div>
      <div className="flex min-w-0 empty:hidden">
        <EarlierCalls
          callId={call.id}
          callerNumber={call.callerNumber}
          startedAt={call.startedAt}
        />
      </div>
      {call.state === 'interrupted' && (
        <p className="text-meta text-warn">{t('history.interruptedHint')}</p>
      )}
      <TagEditor callId={call.id} tags={call.tags} />
    </header>
  );
}
