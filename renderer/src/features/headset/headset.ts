import type { Call, CallId } from '#model/call';
import { type HeadsetSides, PAST_MS } from '#model/headset';
import { HeadsetAudio } from '../../audio/headsetAudio';
import { overBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { numberOf } from '../../state/callNumber';
import { useCallsStore } from '../../state/callsStore';
import { ownName, useStationStore } from '../../state/stationStore';
import { tell } from '../../ui/toasts/toast';
import { noteClosed, useElsewhere } from './elsewhere';
import { useHeadsetChoices } from './headsetChoices';
import {
  type HeadsetProblem,
  isOnCall,
  isSpeakingIn,
  reportProblem,
  useHeadsetStore,
} from './headsetStore';
import { chooseSides, placeBehind, useListeningStore } from './listeningStore';
import { beginSession, closeSession, goOff, sessionNow } from './session';

/** Listening back begins this long before what happened: one wants to hear what led to it, ms. */
const LEAD_MS = 10_000;

const set = useHeadsetStore.setState;

/** Takes the headset off, on a walk through the calls too. The call goes on as it is. */
export function stopListening(): void {
  // First, so that the walk does not take it for a call that is over.
  set({ inPassing: false });
  goOff();
}

/**
 * The call that would be left with nobody if the headset went elsewhere; null when there is none.
 * One whose microphone is open counts before the window has seen that it was taken over.
 */
export function attendedCall(): Call | null {
  const { headset } = useHeadsetStore.getState();
  const call = headset.name === 'off' ? undefined : useCallsStore.getState().byId[headset.callId];
  if (call === undefined || call.state === 'ended') {
    return null;
  }
  return headset.name === 'speaking' || needsMicrophone(call) ? call : null;
}

/**
 * Why the supervisor's microphone is not free for anything else: a caller hears it, or waits for
 * it. Empty when it is free.
 */
export function busyReason(): string {
  const { lines } = useElsewhere.getState();
  const callId = attendedCall()?.id ?? lines.find(({ part }) => part === 'speaking')?.callId;
  return callId === undefined ? '' : t('headset.busy', { number: numberOf(callId) });
}

/**
 * Puts the headset on a call: it is heard from now on. A call in which the supervisor speaks keeps
 * the headset.
 * @returns whether it is heard.
 */
export async function listen(callId: CallId): Promise<boolean> {
  return sessionNow()?.callId === callId || (await putOn(callId, { behindMs: 0, scan: false }));
}

/**
 * As `listen`, beginning 10 s before a moment (epoch ms), but at most a minute back: what was said
 * since is heard faster, until it has caught up.
 */
export async function listenBack(callId: CallId, atEpochMs: number): Promise<boolean> {
  if (isSpeakingIn(callId)) {
    return true;
  }
  const behindMs = Math.round(Date.now() - atEpochMs) + LEAD_MS;
  return await putOn(callId, { behindMs: Math.min(Math.max(0, behindMs), PAST_MS), scan: false });
}

/**
 * Moves the ear to a call, and says so when it was on another one. `atEpochMs`: begins there, as
 * `listenBack`.
 */
export async function moveEar(callId: CallId, atEpochMs: number | null = null): Promise<void> {
  const { headset } = useHeadsetStore.getState();
  const before = headset.name === 'listening' && headset.callId !== callId ? headset.callId : null;
  const heard = await (atEpochMs === null ? listen(callId) : listenBack(callId, atEpochMs));
  if (heard && before !== null) {
    const said = () => t('headset.moved', { number: numberOf(callId), before: numberOf(before) });
    tell(said, 'headset', {
      text: () => t('headset.moveBack'),
      run: () => void listen(before),
    });
  }
}

/** As `listen`, for some seconds on a walk through the calls. */
export function listenInPassing(callId: CallId): Promise<boolean> {
  return putOn(callId, { behindMs: 0, scan: true });
}

/** Chooses what is heard from now on, of this call and the next ones. */
export function hear(sides: HeadsetSides): void {
  chooseSides(sides);
  sessionNow()?.line.hear(sides);
}

/** Hears the present of the call from now on. */
export function goLive(): void {
  sessionNow()?.line.goLive();
  placeBehind(0);
}

type Beginning = { readonly behindMs: number; readonly scan: boolean };

async function putOn(callId: CallId, beginning: Beginning): Promise<boolean> {
  const attended = attendedCall();
  if (attended !== null && attended.id !== callId) {
    reportProblem(callId, { busyWith: attended.callerNumber });
    return false;
  }
  // It goes from call to call without being off between them.
  closeSession();
  set({
    headset: { name: 'opening', callId },
    ...{ inPassing: beginning.scan, unheard: false, problem: null },
  });
  useCallsStore.getState().pin(callId);
  const audio = await HeadsetAudio.open().catch(() => null);
  if (audio === null) {
    return giveUp(callId, null, 'no-sound');
  }
  return await connect(callId, audio, beginning);
}

async function connect(
  callId: CallId,
  audio: HeadsetAudio,
  { behindMs, scan }: Beginning,
): Promise<boolean> {
  const choices = useHeadsetChoices.getState();
  audio.setVolume(choices.volume);
  const isHeard = await audio.setSpeaker(choices.speaker);
  const opened = await overBridge((api) =>
    api.openHeadset(
      callId,
      { sides: useListeningStore.getState().sides, behindMs },
      {
        onFrame: (frame) => {
          audio.play(frame);
        },
        onSkip: (skip) => {
          placeBehind(skip.behindMs);
          tell(() => t('listening.skipped'), 'headset');
        },
        onClose: () => {
          if (sessionNow()?.audio === audio) {
            goOff();
            noteClosed(callId);
          }
        },
      },
      scan,
    ),
  );
  if (!opened.ok) {
    return giveUp(callId, audio, { message: opened.error.phrase });
  }
  // Another call may have been chosen meanwhile.
  if (!isOnCall(useHeadsetStore.getState().headset, callId)) {
    opened.value.close();
    void audio.close();
    return false;
  }
  const { keepsPast } = opened.value;
  beginSession({ callId, audio, line: opened.value });
  useListeningStore.setState({ keepsPast });
  placeBehind(opened.value.behindMs);
  if (behindMs > 0 && !keepsPast) {
    tell(() => t('listening.notKept'), 'headset');
  }
  const headset = { name: 'listening', callId, since: Date.now() } as const;
  set({ headset, panicHere: !opened.value.panicKey, unheard: !isHeard });
  return true;
}

function giveUp(callId: CallId, audio: HeadsetAudio | null, what: HeadsetProblem['what']): false {
  void audio?.close();
  if (isOnCall(useHeadsetStore.getState().headset, callId)) {
    set({ headset: { name: 'off' } });
  }
  reportProblem(callId, what);
  return false;
}

/**
 * Whether the supervisor speaks to somebody in this call: the caller, or the party they consult. In
 * a call that another supervisor has taken over they do not.
 * @param own Who works here, as a call names its speaker.
 */
export function needsMicrophone(
  call: Call | undefined,
  own = ownName(useStationStore.getState()),
): boolean {
  if (call === undefined || (call.floor !== 'supervisor' && call.consultation === null)) {
    return false;
  }
  return call.speaker === null || call.speaker === own;
}
