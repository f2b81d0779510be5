import type { ComponentName } from '#model/health';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Banner } from '../../ui/messages/Banner';
import { useAttempt } from '../../ui/messages/useAttempt';
import type { Level } from '../../ui/signs/AlertShape';
import { useNow } from '../../ui/signs/useNow';
import { type Trouble, troublesOf } from '../health';
import { CallOffRestart } from '../quit';
import { OpenSettings } from '../settings';
import { isStrain, strainTitle, useStrainTold } from './strain';

function TakeOverButton() {
  const reason = useRoleReason('application.takeOver');
  const [taking, attempt] = useAttempt();
  const takeOver = (): Promise<boolean> =>
    attempt(async () => {
      const result = await request('app:takeOver', null);
      return result.ok ? null : result.error.phrase;
    });
  return (
    <>
      <Button
        size="small"
        className="ml-3"
        reason={reason}
        pending={taking.state === 'pending'}
        onClick={() => void takeOver()}
      >
        {t('banner.takeOver')}
      </Button>
      {taking.state === 'failed' && (
        <span role="alert" className="ml-3 text-danger">
          {inWords(taking.message)}
        </span>
      )}
    </>
  );
}

/** Parts that calls can go on without. */
const OPTIONAL: readonly ComponentName[] = ['api', 'plugins', 'webhooks'];

function levelOf({ name, state }: Trouble): Level {
  if (state === 'failed') {
    return OPTIONAL.includes(name) ? 'warn' : 'danger';
  }
  return state === 'connecting' ? 'info' : 'warn';
}

function titleOf({ name, state }: Trouble, phrase: Phrase | null): string {
  if (state === 'taken') {
    return t('banner.taken');
  }
  if (phrase?.code === 'capacity.restart-waits') {
    return t('banner.restartWaits');
  }
  return state === 'strained' || name === 'capacity'
    ? strainTitle(name)
    : t(`banner.${name}.${state}`);
}

function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { name, state } = trouble;
  const health = useCallsStore((store) => store.health?.[name] ?? null);
  const said = health?.phrase ?? null;
  const advice = name === 'asterisk' && state === 'reconnecting' ? ` ${t('banner.stale')}` : '';
  return (
    <Banner
      level={levelOf(trouble)}
      title={titleOf(trouble, said)}
      since={state === 'missing' || state === 'failed' ? null : (health?.since ?? null)}
    >
      {said === null ? '' : inWords(said)}
      {advice}
      {state === 'taken' && <TakeOverButton />}
      {name === 'capacity' && <CallOffRestart />}
      {(state === 'missing' || state === 'failed' || name === 'webhooks') && (
        <OpenSettings size="small" className="ml-3" />
      )}
    </Banner>
  );
}

/**
 * A link that is back within this time moves nothing: a banner pushes the screens down, and the
 * status bar says at once what is the matter, ms.
 */
const BRIEF_MS = 2_000;

/** What is wrong and what to do about it, under the status bar. Empty when all is well. */
export function Banners() {
  useStrainTold();
  const now = useNow('second');
  const health = useCallsStore((state) => state.health);
  const link = useCallsStore((state) => state.link);
  return (
    <div>
      {link.state === 'lost' && (
        <Banner level="danger" title={t('link.lostTitle')} since={link.since}>
          {inWords(link.message)}{' '}
          {link.message.code === 'window.no-bridge' ? '' : t('link.lostAdvice')}
        </Banner>
      )}
      {health !== null &&
        troublesOf(health)
          .filter(({ name }) => !isStrain(health, name))
          .filter(
            ({ name, state }) => state !== 'reconnecting' || now - health[name].since >= BRIEF_MS,
          )
          .map((trouble) => <TroubleBanner key={trouble.name} trouble={trouble} />)}
    </div>
  );
}
