import { Headphones } from 'lucide-react';
import { useEffect } from 'react';
import { needOf } from '#model/callNeed';
import { formatCaller } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { needWords } from '../../state/needWords';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { Select } from '../../ui/fields/Select';
import { Strip } from '../../ui/messages/Strip';
import { endScan, skip, stay, stayToWhisper } from './scan';
import { chooseSeconds, type Scan, SCAN_SECONDS, useScanStore } from './scanStore';

/** What each key does while a walk is under way. */
const KEYS: Readonly<Record<string, () => void>> = {
  ' ': stay,
  w: stayToWhisper,
  ArrowRight: () => {
    skip(1);
  },
  ArrowLeft: () => {
    skip(-1);
  },
  Escape: endScan,
};

function onKeyDown(event: KeyboardEvent): void {
  const isField =
    event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, select, button, [role="dialog"]') !== null;
  const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
  if (run !== undefined && (!isField || event.key === 'Escape')) {
    // Before the keys of the window, which mean something else by some of these.
    event.preventDefault();
    event.stopPropagation();
    run();
  }
}

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

function Walking({ scan }: { readonly scan: Scan }) {
  const seconds = useScanStore((state) => state.seconds);
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
  const buttons = [
    { text: t('scan.previous'), key: '←', run: KEYS['ArrowLeft'] },
    { text: t('scan.next'), key: '→', run: KEYS['ArrowRight'] },
    { text: t('scan.stay'), key: t('commands.key.space'), run: stay },
    { text: t('scan.end'), key: t('commands.key.escape'), run: endScan },
  ];
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
          {buttons.map(({ text, key, run }) => (
            <Button key={key} size="small" onClick={run}>
              {text}
              <Kbd>{key}</Kbd>
            </Button>
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
