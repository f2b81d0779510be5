import type { CallId } from '#model/call';
import type { Replay } from '#model/replay';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { endReasonText } from '../../state/callView';
import { useWhoActed } from '../../state/whoActed';
import { Button } from '../../ui/buttons/Button';
import { FactList } from '../../ui/rows/FactList';

const joined = (texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join(' · ');

/** What a replay was to show, when and by whom it was made, and how its call ended. */
export function ReplayFacts(props: {
  readonly replay: Replay;
  readonly onOpenCall: (callId: CallId) => void;
}) {
  const { id, at, actor, changes, profileName, voice, model, endReason } = props.replay;
  const who = useWhoActed(actor);
  const facts = [
    [t('playAgain.made'), joined([formatDateTime(at), who])],
    [t('playAgain.with'), joined([profileName, voice, model])],
    [t('playAgain.instruction'), changes.instruction ?? ''],
    [t('playAgain.ended'), endReasonText(endReason)],
  ] as const;
  return (
    <div className="flex items-start gap-4">
      <FactList className="min-w-0 flex-1" facts={facts} />
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
