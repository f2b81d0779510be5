import { Headphones, Mic, MicOff, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { numberOf } from '../../state/callNumber';
import { useCallsStore } from '../../state/callsStore';
import { goToCall } from '../../state/showCall';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { AboveDialogs } from '../../ui/dialogs/AboveDialogs';
import { Popover } from '../../ui/dialogs/Popover';
import { Strip } from '../../ui/messages/Strip';
import { AlertShape } from '../../ui/signs/AlertShape';
import { Duration } from '../../ui/signs/Duration';
import { comboText, leaveEverything, useFirstKey } from '../commands';
import {
  ConnectButton,
  DeviceFields,
  dismissHeadsetProblem,
  dismissUnheard,
  type HeadsetProblem,
  type HeadsetState,
  isOfDevice,
  LevelMeter,
  ListeningControls,
  needsMicrophone,
  problemText,
  stopListening,
  talk,
  useElsewhere,
  useHeadsetStore,
  useListeningStore,
} from '../headset';
import { ElsewhereLine } from './ElsewhereLine';
import { GoLive } from './GoLive';
import { PanicHere } from './PanicHere';
import { TestCallLine } from './TestCallLine';

type Open = Exclude<HeadsetState, { readonly name: 'off' }>;
type Speaking = Extract<HeadsetState, { readonly name: 'speaking' }>;

function Devices() {
  return (
    <Popover
      trigger={<IconButton icon={SlidersHorizontal} label={t('headset.devices')} size="small" />}
      className="w-80 p-4"
      aria-label={t('headset.devices')}
    >
      <DeviceFields />
    </Popover>
  );
}

/** What is wrong with the headset, another device to choose, and the way back to the caller. */
function Problem({ problem }: { readonly problem: HeadsetProblem }) {
  const speaking = useHeadsetStore(({ headset }) => headset.name === 'speaking');
  const waits = useCallsStore(({ byId }) => !speaking && needsMicrophone(byId[problem.callId]));
  return (
    <Strip
      tone="danger"
      role="alert"
      icon={<AlertShape level="danger" />}
      actions={
        isOfDevice(problem) && (
          <>
            {waits && <ConnectButton callId={problem.callId} />}
            <Devices />
          </>
        )
      }
      dismissal={{ label: t('actions.dismiss'), onDismiss: dismissHeadsetProblem }}
    >
      {problemText(problem)}
    </Strip>
  );
}

/** Says that calls are not heard, and lets another speaker be chosen. */
function Unheard() {
  return (
    <Strip
      tone="danger"
      role="alert"
      icon={<AlertShape level="danger" />}
      actions={<Devices />}
      dismissal={{ label: t('actions.dismiss'), onDismiss: dismissUnheard }}
    >
      {t('headset.problem.no-speaker')}
    </Strip>
  );
}

/** Speaks for as long as it is held, by hand. */
function TalkButton({ heard }: { readonly heard: boolean }) {
  const key = useFirstKey('headset.talk');
  const stop = (): void => {
    talk(false);
  };
  return (
    <Button
      size="small"
      aria-pressed={heard}
      className="touch-none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        talk(true);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
    >
      {key === null ? t('headset.holdToTalk') : t('headset.holdToTalkKey', { key: comboText(key) })}
    </Button>
  );
}

function SpeakingNow({ headset }: { readonly headset: Speaking }) {
  const { callId, mode, heard, device } = headset;
  const text = t(heard ? 'headset.speaking' : 'headset.waiting', { number: numberOf(callId) });
  return (
    <>
      {heard ? <Mic size={18} aria-hidden="true" /> : <MicOff size={18} aria-hidden="true" />}
      <strong role="status">{text}</strong>
      <Duration from={headset.since} to={null} />
      <LevelMeter text={t('headset.live', { device })} />
      <span className="flex-1" />
      {mode === 'push' && <TalkButton heard={heard} />}
    </>
  );
}

/** Says why nothing is heard of a line whose caller hears Asterisk's music, which is not ours. */
function MusicOnLine({ callId }: { readonly callId: CallId }) {
  const isLine = useListeningStore(({ sides }) => sides === 'line');
  const music = useCallsStore(({ byId }) => byId[callId]?.music === true);
  return (
    <span role="status" className="min-w-0 truncate">
      {isLine && music && t('listening.music')}
    </span>
  );
}

function HearingNow({ headset }: { readonly headset: Exclude<Open, Speaking> }) {
  const number = numberOf(headset.callId);
  return (
    <>
      <Headphones size={16} aria-hidden="true" />
      <span role="status">
        {t(headset.name === 'opening' ? 'headset.opening' : 'headset.listening', { number })}
      </span>
      {headset.name === 'listening' && <Duration from={headset.since} to={null} />}
      <MusicOnLine callId={headset.callId} />
      <span className="flex-1" />
      {headset.name === 'listening' && (
        <>
          <GoLive />
          <ListeningControls callId={headset.callId} />
        </>
      )}
    </>
  );
}

/** How the headset is taken off: a call in which the supervisor speaks is handed back first. */
function StopButton({ speaking }: { readonly speaking: boolean }) {
  const key = useFirstKey('headset.panic');
  const hint = key === null ? undefined : comboText(key);
  return (
    <Button
      size="small"
      variant={speaking ? 'primary' : 'plain'}
      title={hint}
      onClick={() => {
        if (speaking) {
          void leaveEverything();
        } else {
          stopListening();
        }
      }}
    >
      {t(speaking ? 'headset.stopSpeaking' : 'headset.stop')}
    </Button>
  );
}

function OpenLine({ headset, children }: { readonly headset: Open; readonly children: ReactNode }) {
  const speaking = headset.name === 'speaking';
  return (
    <section className="headset-bar" data-speaking={speaking} aria-label={t('headset.bar')}>
      {children}
      <PanicHere />
      <Devices />
      <Button
        size="small"
        onClick={() => {
          goToCall(headset.callId);
        }}
      >
        {t('headset.goToCall')}
      </Button>
      <StopButton speaking={speaking} />
    </section>
  );
}

/**
 * Says on every screen whose call is heard, and above all who hears the supervisor, a test call
 * too, and by another window too. It is gone when no line is open and nothing is wrong.
 */
export function HeadsetBar() {
  const { headset, problem, unheard } = useHeadsetStore();
  const elsewhere = useElsewhere(({ lines }) => lines);
  return (
    <AboveDialogs>
      {headset.name !== 'off' && (
        <OpenLine headset={headset}>
          {headset.name === 'speaking' ? (
            <SpeakingNow headset={headset} />
          ) : (
            <HearingNow headset={headset} />
          )}
        </OpenLine>
      )}
      <TestCallLine />
      {elsewhere.map((line) => (
        <ElsewhereLine key={line.part === 'testing' ? 'test' : 'headset'} line={line} />
      ))}
      {unheard && <Unheard />}
      {problem !== null && <Problem problem={problem} />}
    </AboveDialogs>
  );
}
