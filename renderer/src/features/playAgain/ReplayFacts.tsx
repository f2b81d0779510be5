import type { CallId } from '#model/call';
import type { Replay } from '#model/replay';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { endReasonText } from '../../state/callView';
import { useWhoActed } from '../../state/whoActed';
import { Button } from '../../ui/buttons/Button';

/** What a replay was to show, when and by whom it was made, and how its call ended. */
export function ReplayFacts(props: {
  readonly replay: Replay;
  readonly onOpenCall: (callId: CallId) => void;
}) {
  const { id, at, actor, changes, profileName, voice, model, endReason } = props.replay;
  const who = useWhoActed(actor);
  const rows = [
    [t('playAgain.made'), [formatDateTime(at), who]],
    [t('playAgain.with'), [profileName, voice, model]],
    [t('playAgain.instruction'), [changes.instruction ?? '']],
    [t('playAgain.ended'), [endReasonText(endReason)]],
  ] as const;
  return (
    <div className="flex items-start gap-4">
      <dl className="grid min-w-0 flex-1 grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {rows
          .map(([name, texts]) => [name, texts.filter((text) => text !== '').join(' · ')] as const)
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="max-h-24 overflow-y-auto whitespace-pre-wrap" dir="auto">
                {text}
              </dd>
            </div>
          ))}
      </dl>
      <Button
        size="small"
        onClick={() => {
          props.onOpenCall(id);
        }}
      >
        {t('playAgain.openCall')}
      </Button>
    </div>
  );
}
