import { CircleStop, EarOff, type LucideIcon, Pause, Play } from 'lucide-react';
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

/** How much of what the AI says waits to be heard. In a box of its own: nothing else moves. */
function Waiting({ callId }: { readonly callId: CallId }) {
  const ahead = useAheadStore((state) => (state.callId === callId ? state.ahead : null));
  const share = Math.min(1, (ahead?.aheadMs ?? 0) / FULL_MS);
  return (
    <div className="ahead-figure">
      <span className="ahead-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${String(share)})` }} />
      </span>
      <span className="truncate tabular-nums" title={t('ahead.estimate')}>
        {ahead === null
          ? t('ahead.nothing')
          : t(ahead.held ? 'ahead.held' : 'ahead.seconds', {
              seconds: formatTenths(ahead.aheadMs),
            })}
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
