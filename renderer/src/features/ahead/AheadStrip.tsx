import { CircleStop, EarOff, type LucideIcon, Pause, Play } from 'lucide-react';
import type { AgentAhead } from '#model/ahead';
import type { CallId } from '#model/call';
import { formatTenths } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { useControls } from '../callActions';
import { type CommandId, useCommand } from '../commands';
import { useAheadStore } from './aheadStore';
import { useAheadFeed } from './useAheadFeed';

/** Length of the queue at which its bar is full, ms. */
const FULL_MS = 10_000;

/** Asks while the AI speaks, and shows nothing itself. */
function Feed({ callId }: { readonly callId: CallId }) {
  useAheadFeed(callId);
  return null;
}

/** A held sentence that goes on this soon is told to those who do not see the count, s. */
const SOON_S = 3;

/** In how many seconds a held sentence goes on, and how much of it waits. */
function aheadWords({ aheadMs, goesOnInMs }: AgentAhead): string {
  const seconds = formatTenths(aheadMs);
  return goesOnInMs === null
    ? t('ahead.seconds', { seconds })
    : t('ahead.held', { seconds, left: secondsLeft(goesOnInMs) });
}

function secondsLeft(ms: number): number {
  return Math.ceil(ms / 1_000);
}

/** How much of what the AI says waits to be heard. In a box of its own: nothing else moves. */
function Waiting({ callId }: { readonly callId: CallId }) {
  const ahead = useAheadStore((state) => (state.callId === callId ? state.ahead : null));
  const share = Math.min(1, (ahead?.aheadMs ?? 0) / FULL_MS);
  const goesOnInMs = ahead?.goesOnInMs ?? null;
  const isSoon = goesOnInMs !== null && secondsLeft(goesOnInMs) <= SOON_S;
  return (
    <div className="ahead-figure">
      <span className="ahead-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${String(share)})` }} />
      </span>
      <span className="truncate tabular-nums" title={t('ahead.estimate')}>
        {ahead === null ? t('ahead.nothing') : aheadWords(ahead)}
      </span>
      <span className="sr-only" role="status">
        {isSoon ? t('ahead.goesOnSoon', { seconds: SOON_S }) : ''}
      </span>
    </div>
  );
}

/** A command that comes before the words are heard. */
function Act(props: {
  readonly id: CommandId;
  readonly callId: CallId;
  readonly icon: LucideIcon;
  readonly hint: string;
}) {
  const { id } = props;
  const { label, shortcut, reason, pending, pressed, run } = useCommand(id, props.callId);
  return (
    <Button
      size="small"
      icon={props.icon}
      pending={pending}
      aria-pressed={pressed}
      reason={reason}
      title={props.hint}
      onClick={run}
    >
      <span className={id === 'call.cutAgent' ? '' : '@max-[520px]:sr-only'}>{label}</span>{' '}
      {shortcut !== '' && <Kbd>{shortcut}</Kbd>}
    </Button>
  );
}

/** What the AI will say before the caller hears it, and what can be done about it in time. */
export function AheadStrip({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const shown = useCallsStore(({ byId }) => {
    const call = byId[callId];
    return call?.hasAgent === true && (call.state === 'live' || call.state === 'held');
  });
  const onlyUnheard = useAheadStore((state) => state.unheardOf === callId);
  if (controls === null || !shown) {
    return null;
  }
  const { agentState, sentenceHeld } = controls.call;
  return (
    <div className="ahead-strip" role="group" aria-label={t('ahead.label')}>
      {(agentState === 'speaking' || sentenceHeld) && <Feed callId={callId} />}
      <Waiting callId={callId} />
      <Button
        size="small"
        variant="quiet"
        icon={EarOff}
        aria-pressed={onlyUnheard}
        title={t('unheard.showHint')}
        onClick={() => {
          useAheadStore.setState({ unheardOf: onlyUnheard ? null : callId });
        }}
      >
        <span className="@max-[520px]:sr-only">{t('unheard.show')}</span>
      </Button>
      <Act
        id="call.holdSentence"
        callId={callId}
        icon={sentenceHeld ? Play : Pause}
        hint={t('ahead.holdHint')}
      />
      <Act id="call.cutAgent" callId={callId} icon={CircleStop} hint={t('ahead.cutHint')} />
    </div>
  );
}
