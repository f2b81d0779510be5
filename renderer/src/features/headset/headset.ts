import type { Headset } from '#contract/api';
import type { Call, CallId } from '#model/call';
import { type HeadsetSides, PAST_MS } from '#model/headset';
import { HeadsetAudio } from '../../audio/headsetAudio';
import { overBridge } from '../../bridge/bridge';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { type HeadsetProblem, isOnCall, useHeadsetStore } from './headsetStore';
import { chooseSides, useListeningStore } from './listeningStore';

/** An open headset: what plays and picks up, and the line to the call. */
type Session = { readonly callId: CallId; readonly audio: HeadsetAudio; readonly line: Headset };

/** Listening back begins this long before what happened: one wants to hear what led to it, ms. */
const LEAD_MS = 10_000;

let session: Session | null = null;

const set = useHeadsetStore.setState;

function report(callId: CallId, what: HeadsetProblem['what']): void {
  set({ problem: { callId, what } });
}

/** Takes the headset off. The call goes on as it is. */
export function stopListening(): void {
  const old = session;
  session = null;
  set({ headset: { name: 'off' } });
  old?.line.close();
  void old?.audio.close();
}

/** Puts the headset on a call: it is heard from now on. @returns whether it is. */
export async function listen(callId: CallId): Promise<boolean> {
  return session?.callId === callId || (await putOn(callId, 0));
}

/**
 * As `listen`, beginning 10 s before a moment (epoch ms), but at most a minute back: what was said
 * since is heard faster, until it has caught up.
 */
export function listenBack(callId: CallId, atEpochMs: number): Promise<boolean> {
  const behindMs = Math.round(Date.now() - atEpochMs) + LEAD_MS;
  return putOn(callId, Math.min(Math.max(0, behindMs), PAST_MS));
}

/** Chooses what is heard from now on, of this call and the next ones. */
export function hear(sides: HeadsetSides): void {
  chooseSides(sides);
  session?.line.hear(sides);
}

/** As `listen`, for some seconds on a walk through the calls. */
export function listenInPassing(callId: CallId): Promise<boolean> {
  return putOn(callId, 0, true);
}

async function putOn(callId: CallId, behindMs: number, scan = false): Promise<boolean> {
  stopListening();
  set({ headset: { name: 'opening', callId }, problem: null });
  const audio = await HeadsetAudio.open().catch(() => null);
  if (audio === null) {
    return giveUp(callId, null, 'no-sound');
  }
  const opened = await overBridge((api) =>
    api.openHeadset(
      callId,
      { sides: useListeningStore.getState().sides, behindMs },
      {
        onFrame: (frame) => {
          audio.play(frame);
        },
        onClose: () => {
          if (session?.audio === audio) {
            stopListening();
          }
        },
      },
      scan,
    ),
  );
  if (!opened.ok) {
    return giveUp(callId, audio, { message: inWords(opened.error.phrase) });
  }
  // Another call may have been chosen meanwhile.
  if (!isOnCall(useHeadsetStore.getState().headset, callId)) {
    opened.value.close();
    void audio.close();
    return false;
  }
  session = { callId, audio, line: opened.value };
  useListeningStore.setState({ behindMs: opened.value.behindMs, sinceMs: Date.now() });
  set({ headset: { name: 'listening', callId } });
  return true;
}

function giveUp(callId: CallId, audio: HeadsetAudio | null, what: HeadsetProblem['what']): false {
  void audio?.close();
  if (isOnCall(useHeadsetStore.getState().headset, callId)) {
    set({ headset: { name: 'off' } });
  }
  report(callId, what);
  return false;
}

/**
 * Opens the microphone on a call, and the headset if it is not yet on it.
 * @returns whether the supervisor can speak.
 */
export async function speak(callId: CallId): Promise<boolean> {
  if (!(await listen(callId)) || session === null) {
    return false;
  }
  const { audio, line } = session;
  const opened = await audio.openMicrophone({
    onFrame: line.send,
    onLost: () => {
      set({ headset: { name: 'listening', callId } });
      report(callId, 'lost');
    },
  });
  if (!opened.ok) {
    report(callId, opened.problem);
    return false;
  }
  set({ headset: { name: 'speaking', callId, device: opened.label }, problem: null });
  return true;
}

/** Closes the microphone; the headset goes on listening. */
export function stopSpeaking(): void {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking') {
    session?.audio.closeMicrophone();
    set({ headset: { name: 'listening', callId: headset.callId } });
  }
}

/**
 * Whether the supervisor speaks to somebody in this call: the caller, or the party they consult.
 */
export function needsMicrophone(call: Call | undefined): boolean {
  return call !== undefined && (call.floor === 'supervisor' || call.consultation !== null);
}

/**
 * Closes the microphone as soon as nobody is left to speak to, whoever ended that. The returned
 * function stops.
 */
export function followCalls(): () => void {
  return useCallsStore.subscribe((now, before) => {
    const { headset } = useHeadsetStore.getState();
    if (headset.name !== 'speaking' || now.byId === before.byId) {
      return;
    }
    const { callId } = headset;
    if (needsMicrophone(before.byId[callId]) && !needsMicrophone(now.byId[callId])) {
      stopSpeaking();
    }
  });
}
