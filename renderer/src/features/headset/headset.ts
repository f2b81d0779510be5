import type { Headset } from '#contract/api';
import type { Call, CallId } from '#model/call';
import { type HeadsetSides, PAST_MS } from '#model/headset';
import { onSoundDevices, soundDevices } from '../../audio/devices';
import { HeadsetAudio } from '../../audio/headsetAudio';
import { overBridge } from '../../bridge/bridge';
import { formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { ownName, useStationStore } from '../../state/stationStore';
import { tell } from '../../ui/toasts/toast';
import { type HeadsetChoices, useHeadsetChoices } from './headsetChoices';
import { type HeadsetProblem, isOnCall, useHeadsetStore } from './headsetStore';
import { chooseSides, placeBehind, useListeningStore } from './listeningStore';
import { noteMicrophone, silenceMicrophone } from './microphoneLevel';

/** An open headset: what plays and picks up, and the line to the call. */
type Session = { readonly callId: CallId; readonly audio: HeadsetAudio; readonly line: Headset };

/** A microphone that gives nothing for this long is asleep, ms. */
const ASLEEP_MS = 1_500;

/** Listening back begins this long before what happened: one wants to hear what led to it, ms. */
const LEAD_MS = 10_000;

let session: Session | null = null;

/** Wakes up when the microphone has given nothing for a while. */
let asleep: ReturnType<typeof setTimeout> | undefined;

const set = useHeadsetStore.setState;

function report(callId: CallId, what: HeadsetProblem['what']): void {
  set({ problem: { callId, what } });
}

/** Takes the headset off, on a walk through the calls too. The call goes on as it is. */
export function stopListening(): void {
  // First, so that the walk does not take it for a call that is over.
  set({ inPassing: false });
  goOff();
}

/** The headset is on no call any more, whoever caused it. */
function goOff(): void {
  closeSession();
  set({ headset: { name: 'off' }, unheard: false });
}

function closeSession(): void {
  const old = session;
  session = null;
  clearTimeout(asleep);
  silenceMicrophone();
  old?.line.close();
  void old?.audio.close();
}

/**
 * The call that would be left with nobody if the headset went elsewhere; null when there is none.
 */
export function attendedCall(): Call | null {
  const { headset } = useHeadsetStore.getState();
  const call = headset.name === 'off' ? undefined : useCallsStore.getState().byId[headset.callId];
  return call !== undefined && call.state !== 'ended' && needsMicrophone(call) ? call : null;
}

/**
 * Puts the headset on a call: it is heard from now on. A call in which the supervisor speaks keeps
 * the headset.
 * @returns whether it is heard.
 */
async function listen(callId: CallId): Promise<boolean> {
  return session?.callId === callId || (await putOn(callId, { behindMs: 0, scan: false }));
}

/**
 * As `listen`, beginning 10 s before a moment (epoch ms), but at most a minute back: what was said
 * since is heard faster, until it has caught up.
 */
export async function listenBack(callId: CallId, atEpochMs: number): Promise<boolean> {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking' && headset.callId === callId) {
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

function numberOf(callId: CallId): string {
  return formatNumber(useCallsStore.getState().byId[callId]?.callerNumber ?? '');
}

/** As `listen`, for some seconds on a walk through the calls. */
export function listenInPassing(callId: CallId): Promise<boolean> {
  return putOn(callId, { behindMs: 0, scan: true });
}

/** Chooses what is heard from now on, of this call and the next ones. */
export function hear(sides: HeadsetSides): void {
  chooseSides(sides);
  session?.line.hear(sides);
}

/** Hears the present of the call from now on. */
export function goLive(): void {
  session?.line.goLive();
  placeBehind(0);
}

type Beginning = { readonly behindMs: number; readonly scan: boolean };

async function putOn(callId: CallId, beginning: Beginning): Promise<boolean> {
  const attended = attendedCall();
  if (attended !== null && attended.id !== callId) {
    report(callId, {
      busyWith: attended.callerNumber,
    });
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
          if (session?.audio === audio) {
            goOff();
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
  session = { callId, audio, line: opened.value };
  const { keepsPast } = opened.value;
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
  report(callId, what);
  return false;
}

/** The microphone no longer reaches the call, which the headset still hears. */
function stayListening(callId: CallId): void {
  clearTimeout(asleep);
  silenceMicrophone();
  set({ headset: { name: 'listening', callId, since: Date.now() } });
}

/** What the microphone gives to a session, and what is said when it gives nothing. */
function microphoneOf({ callId, line }: Session): Parameters<HeadsetAudio['openMicrophone']>[0] {
  const expectMore = (): void => {
    clearTimeout(asleep);
    asleep = setTimeout(() => {
      report(callId, 'asleep');
    }, ASLEEP_MS);
    if (useHeadsetStore.getState().problem?.what === 'asleep') {
      set({ problem: null });
    }
  };
  expectMore();
  return {
    onFrame: (frame) => {
      expectMore();
      noteMicrophone(frame);
      const { headset } = useHeadsetStore.getState();
      const isHeard = headset.name === 'speaking' && headset.heard;
      // A supervisor who sends nothing at all counts as gone, and their call is given back.
      line.send(isHeard ? frame : new ArrayBuffer(frame.byteLength));
    },
    onLost: () => {
      stayListening(callId);
      report(callId, 'lost');
    },
    onMuted: (muted) => {
      set({ problem: muted ? { callId, what: 'muted' } : null });
    },
  };
}

/**
 * Opens the microphone on a call, and the headset if it is not yet on it.
 * @returns whether the supervisor can speak.
 */
export async function speak(callId: CallId): Promise<boolean> {
  // Who speaks is no longer on a walk, which would go on while the microphone opens.
  set({ inPassing: false });
  if (!(await listen(callId)) || session === null) {
    return false;
  }
  const mine = session;
  const { microphone, talk: mode } = useHeadsetChoices.getState();
  const opened = await mine.audio.openMicrophone(microphoneOf(mine), microphone);
  if (session !== mine) {
    mine.audio.closeMicrophone();
    return false;
  }
  if (!opened.ok) {
    clearTimeout(asleep);
    report(callId, opened.problem);
    return false;
  }
  const since = Date.now();
  const heard = mode === 'open';
  set({
    headset: { name: 'speaking', callId, since, device: opened.label, mode, heard },
    problem: null,
  });
  return true;
}

/** Closes the microphone; the headset goes on listening. */
export function stopSpeaking(): void {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking') {
    session?.audio.closeMicrophone();
    stayListening(headset.callId);
  }
}

/** Lets the open microphone be heard, or not, while it is heard by key alone. */
export function talk(heard: boolean): void {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking' && headset.mode === 'push' && headset.heard !== heard) {
    set({ headset: { ...headset, heard } });
  }
}

/** Brings a changed choice into force on the open headset. */
async function takeChoices(now: HeadsetChoices, before: HeadsetChoices): Promise<void> {
  const { headset } = useHeadsetStore.getState();
  if (session === null || headset.name === 'off') {
    return;
  }
  const { callId, audio } = session;
  audio.setVolume(now.volume);
  if (now.speaker !== before.speaker) {
    await followSpeaker();
  }
  if (headset.name === 'speaking' && now.talk !== before.talk) {
    set({ headset: { ...headset, mode: now.talk, heard: now.talk === 'open' } });
  }
  if (headset.name === 'speaking' && now.microphone !== before.microphone) {
    await speak(callId);
  }
}

/**
 * Another speaker was chosen, or devices have come or gone. The browser goes on without a sound
 * when the speaker is gone, and does not return to it when it is back.
 */
async function followSpeaker(): Promise<void> {
  const mine = session;
  if (mine === null) {
    return;
  }
  const { speakers } = await soundDevices();
  const { speaker } = useHeadsetChoices.getState();
  const isThere = speaker === '' || speakers.some(({ id }) => id === speaker);
  const isHeard = isThere && (await mine.audio.setSpeaker(speaker));
  if (session === mine) {
    set({ unheard: !isHeard });
  }
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

/**
 * Closes the microphone as soon as nobody is left to speak to, whoever ended that, brings choices
 * into force, and says when the speaker is gone. The returned function stops.
 */
export function followCalls(): () => void {
  const stopDevices = onSoundDevices(() => void followSpeaker());
  const stopChoices = useHeadsetChoices.subscribe((now, before) => void takeChoices(now, before));
  const stopCalls = useCallsStore.subscribe((now, before) => {
    const { headset } = useHeadsetStore.getState();
    if (headset.name !== 'speaking' || now.byId === before.byId) {
      return;
    }
    const { callId } = headset;
    if (needsMicrophone(before.byId[callId]) && !needsMicrophone(now.byId[callId])) {
      stopSpeaking();
    }
  });
  return () => {
    stopDevices();
    stopChoices();
    stopCalls();
  };
}
