import { Headphones } from 'lucide-react';
import { needOf } from '#model/callNeed';
import { formatCaller } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { needWords } from '../../state/needWords';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { Select } from '../../ui/fields/Select';
import { Strip } from '../../ui/messages/Strip';
import { comboText, runCommand, useFirstKey } from '../commands';
import { chooseSeconds, type Scan, SCAN_SECONDS, useScanStore } from '../scan';

/** What can be done about the walk. */
const STEPS = [
  { id: 'scan.previous', text: () => t('scan.previous') },
  { id: 'scan.next', text: () => t('scan.next') },
  { id: 'scan.stay', text: () => t('scan.stay') },
  { id: 'scan.end', text: () => t('scan.end') },
] as const;

/** Name or number of the call, and why it may need somebody. */
function Caption({ scan }: { readonly scan: Scan }) {
  const call = useCallsStore((state) => state.byId[scan.calls[scan.at] ?? '']);
  if (call === undefined) {
    return null;
  }
  const need = needOf(call);
  const who = formatCaller(call);
  return (
    <>
      {t('scan.at', { number: scan.at + 1, count: scan.calls.length, who })}
      {' · '}
      {need === null ? t('scan.quiet') : needWords(need)}
    </>
  );
}

function StepButton({ id, text }: (typeof STEPS)[number]) {
  const key = useFirstKey(id);
  return (
    <Button
      size="small"
      onClick={() => {
        runCommand(id);
      }}
    >
      {text()}
      {key !== null && <Kbd>{comboText(key)}</Kbd>}
    </Button>
  );
}

function Walking({ scan }: { readonly scan: Scan }) {
  const seconds = useScanStore((state) => state.seconds);
  return (
    <Strip
      tone="live"
      role="status"
      label={t('scan.label')}
      icon={<Headphones size={15} className="shrink-0" aria-hidden="true" />}
      actions={
        <>
          <Select
            className="w-auto"
            aria-label={t('scan.each')}
            value={seconds}
            choices={SCAN_SECONDS.map((value) => ({
              value,
              text: t('scan.seconds', { seconds: value }),
            }))}
            onChange={chooseSeconds}
          />
          {STEPS.map((step) => (
            <StepButton key={step.id} {...step} />
          ))}
        </>
      }
    >
      <Caption scan={scan} />
    </Strip>
  );
}

/** Shows the walk through the calls while one is under way. */
export function ScanStrip() {
  const scan = useScanStore((state) => state.scan);
  return scan === null ? null : <Walking scan={scan} />;
}
