import { Headphones } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { Call, CallId } from '#model/call';
import { formatLatency, formatNumber } from '../../format/format';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import {
  badgesOf,
  type CallBadge,
  callSpan,
  endReasonText,
  type Speaking,
  speakingOf,
} from '../../state/callView';
import { ownName, useStationStore } from '../../state/stationStore';
import { Title } from '../../ui/layout/Title';
import { Badge } from '../../ui/signs/Badge';
import { Duration } from '../../ui/signs/Duration';
import { SteadyPlace } from '../../ui/signs/SteadyPlace';
import { BadgeWords, CallStateBadge, listenerNames, SpeakingShape } from '../callSigns';
import { EarlierCalls } from '../history';
import { ThinkingTime } from './ThinkingTime';

function headerView(state: CallsState, callId: CallId) {
  const call = state.byId[callId];
  return call === undefined
    ? null
    : {
        caller: call.callerNumber,
        startedAt: call.startedAt,
        number: formatNumber(call.callerNumber),
        name: call.callerName,
        dialed: call.dialedNumber,
        profile: call.profileName,
        direction: call.direction,
        badges: badgesOf(call).join(),
        demo: call.demo,
        state: call.state,
        endReason: call.endReason,
        speaking: speakingOf(call),
        voice: call.voice,
        transport: call.transport,
        agentLink: call.agentLink,
        disclosure: call.disclosure,
        ...callSpan(call),
      };
}

/** The AI seldom thinks longer. */
const LONG_THINKING_MS = 8_888;

/** What comes and goes while a call goes on. */
const usualWords = (): readonly string[] => [
  t('call.state.held'),
  ...(['caller', 'agent', 'supervisor', 'overlap', 'paused', 'quiet'] as const).map((each) =>
    t(`call.speaking.${each}`),
  ),
  `${t('call.speaking.thinking')} ${formatLatency(LONG_THINKING_MS)}`,
];

function SpeakingNow({ speaking }: { readonly speaking: Speaking }) {
  return (
    <span className="call-speaking">
      <span className="sr-only">{t('call.state.live')}</span>
      <SpeakingShape speaking={speaking} />
      {t(`call.speaking.${speaking}`)}
      {speaking === 'thinking' && <ThinkingTime />}
    </span>
  );
}

/** Who speaks; of a call that is not live, how it stands. */
function CallNow({ state, speaking }: Pick<Call, 'state'> & { readonly speaking: Speaking }) {
  return (
    <SteadyPlace className="call-now" texts={usualWords()}>
      {state === 'live' ? (
        <SpeakingNow speaking={speaking} />
      ) : (
        <CallStateBadge state={state}>{t(`call.state.${state}`)}</CallStateBadge>
      )}
    </SteadyPlace>
  );
}

/** Who else listens to the call, by name; nothing where nobody does. */
function Listeners({ callId }: { readonly callId: CallId }) {
  const own = useStationStore(ownName);
  const names = useCallsStore(({ byId }) => {
    const call = byId[callId];
    return call === undefined ? '' : listenerNames(call, own).join(', ');
  });
  return names === '' ? null : (
    <Badge>
      <Headphones size={11} className="text-muted" aria-hidden="true" />
      {t('call.listening', { names })}
    </Badge>
  );
}

/** Who calls, since when, and by what means the call runs. */
export function CallHeader({ callId }: { readonly callId: CallId }) {
  const view = useCallsStore(useShallow((state) => headerView(state, callId)));
  if (view === null) {
    return null;
  }
  const facts = [
    view.state === 'ended'
      ? t('detail.endedBecause', { reason: endReasonText(view.endReason) })
      : '',
    view.profile === '' ? '' : t('detail.profile', { name: view.profile }),
    view.direction === 'outbound'
      ? t('detail.called')
      : t('detail.dialled', { number: view.dialed }),
    t('detail.voice', { voice: `${view.voice} (${voiceStyle(view.voice)})` }),
    view.transport === null ? '' : t(`detail.transport.${view.transport}`),
    view.state === 'ended' ? '' : t(`detail.link.${view.agentLink}`),
    view.disclosure === 'none' ? '' : t(`detail.disclosure.${view.disclosure}`),
  ].filter((fact) => fact !== '');
  const badges = view.badges === '' ? [] : (view.badges.split(',') as CallBadge[]);
  return (
    <div className="call-header">
      <div className="flex min-w-0 items-baseline gap-3">
        <Title className="max-w-full shrink-0 truncate tabular-nums select-text">
          {view.number}
        </Title>
        {view.demo && <Badge className="fact-minor">{t('detail.demoCall')}</Badge>}
      </div>
      <div className="flex items-center gap-4">
        {/* How long the AI thinks is counted from when it is drawn. */}
        <CallNow key={callId} state={view.state} speaking={view.speaking} />
        <span className="call-length">
          <Duration from={view.from} to={view.to} />
        </span>
      </div>
      <div className="call-facts">
        <p className="min-w-0 flex-1 truncate text-meta text-muted">
          {view.name !== '' && (
            <bdi className="mr-3 text-ui text-text select-text">{view.name}</bdi>
          )}
          {/* In one text no box moves when a fact changes. */}
          {facts.join(' · ')}
        </p>
        <span className="flex shrink-0 items-center gap-1">
          <BadgeWords badges={badges} />
          <Listeners callId={callId} />
        </span>
        <EarlierCalls callId={callId} callerNumber={view.caller} startedAt={view.startedAt} />
      </div>
    </div>
  );
}
