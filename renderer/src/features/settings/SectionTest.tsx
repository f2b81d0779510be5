import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { CheckItem, TestedGroup } from '#model/settings';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { CheckItems } from './CheckItems';
import type { Changes } from './useSettings';

/** Tries what a group is for with the values as typed, and says item by item what was found. */
export function SectionTest(props: {
  readonly group: TestedGroup;
  readonly changes: Changes;
  readonly onTested?: (items: readonly CheckItem[]) => void;
}) {
  const reason = useRoleReason('settings.test');
  const [items, setItems] = useState<readonly CheckItem[]>([]);
  const [attempt, run] = useAttempt();
  const test = async (): Promise<Phrase | null> => {
    setItems([]);
    const { group, changes } = props;
    const result = await request('settings:test', { group, changes });
    if (!result.ok) {
      return result.error.phrase;
    }
    setItems(result.value);
    props.onTested?.(result.value);
    return null;
  };
  const pending = attempt.state === 'pending';
  return (
    <div className="flex flex-col gap-2 py-3">
      <div className="flex items-center gap-3">
        <Button icon={PlugZap} pending={pending} reason={reason} onClick={() => void run(test)}>
          {t(pending ? 'settings.testing' : 'settings.test')}
        </Button>
        <span className="text-meta text-faint">{t('settings.testHint')}</span>
      </div>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
      <CheckItems items={items} />
    </div>
  );
}
