import type { TestCallLine } from '#contract/api';
import type { CallId } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import { soundDevices } from '../../audio/devices';
import { frameLevel } from '../../audio/frameLevel';
import { HeadsetAudio } from '../../audio/headsetAudio';
import { overBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { tell } from '../../ui/toasts/toast';
import {
  chooseForHeadset,
  leaveElsewhere,
  noteMicrophone,
  silenceMicrophone,
  useElsewhere,
  useHeadsetChoices,
  useHeadsetStore,
} from '../headset';
import { type TestSound, useTestCallStore } from './testCallStore';

/** Frames of the microphone for one step of its meter (100 ms). */
const METER_FRAMES = 5;

let audio: HeadsetAudio | null = null;
let line: TestCallLine | null = null;

const { getState: get, setState: set } = useTestCallStore;

function fail(what: Extract<TestSound, { name: 'failed' }>['what']): void {
  set({ sound: { name: 'failed', what }, level: 0 });
}

/** Opens the chosen speaker and microphone, so that the caller sees that they work. */
export async function openSound(): Promise<void> {
  if (audio !== null || get().sound.name === 'opening') {
    return;
  }
  set({ sound: { name: 'opening' } });
  const opened = await HeadsetAudio.open().catch(() => null);
  if (!isAwaited()) {
    // It was closed meanwhile, and perhaps opened anew.
    void opened?.close();
    return;
  }
  audio = opened;
  if (opened === null) {
    fail('no-sound');
    return;
  }
  set({ devices: await soundDevices() });
  if (useHeadsetChoices.getState().speaker !== '') {
    await takeSpeaker();
  }
  await takeMicrophone();
}

const isAwaited = (): boolean => audio === null && get().sound.name === 'opening';

/** Opens this microphone in place of the one before. It is the headset's from now on, too. */
export async function chooseMicrophone(id: string): Promise<void> {
  chooseForHeadset({ microphone: id });
  await takeMicrophone();
}

async function takeMicrophone(): Promise<void> {
  const mine = audio;
  if (mine === null) {
    return;
  }
  const opened = await mine.openMicrophone(
    {
      onFrame: createFrameTaker(),
      onLost: () => {
        fail('lost');
      },
      // The level shows it: nothing is heard while it lasts.
      onMuted: () => undefined,
    },
    useHeadsetChoices.getState().microphone,
  );
  if (mine !== audio) {
    return;
  }
  if (opened.ok) {
    // Some systems name the devices only to who was let use one.
    set({ sound: { name: 'ready', device: opened.label }, devices: await soundDevices() });
  } else if (opened.problem !== null) {
    // The one before would be heard on, by a caller who is told that they have none.
    mine.closeMicrophone();
    fail(opened.problem);
  }
}

/** Has the AI heard by this speaker. It is the headset's from now on, too. */
export async function chooseSpeaker(id: string): Promise<void> {
  chooseForHeadset({ speaker: id });
  await takeSpeaker();
}

async function takeSpeaker(): Promise<void> {
  const isSent = await audio?.setSpeaker(useHeadsetChoices.getState().speaker);
  set({ speakerFailed: isSent === false });
}

/** Sends the microphone's frames down the line, and shows how loud they are. */
function createFrameTaker(): (frame: ArrayBuffer) => void {
  let frames = 0;
  let loudest = 0;
  return (frame) => {
    noteMicrophone(frame);
    loudest = Math.max(loudest, frameLevel(frame));
    frames += 1;
    if (frames === METER_FRAMES) {
      set({ level: loudest });
      frames = 0;
      loudest = 0;
    }
    line?.send(frame);
  };
}

/** Releases microphone and speaker, unless a call uses them. */
export function closeUnusedSound(): void {
  if (get().call === null) {
    closeSound();
  }
}

function closeSound(): void {
  void audio?.close();
  audio = null;
  silenceMicrophone();
  set({ sound: { name: 'off' }, speakerFailed: false, level: 0 });
}

/**
 * Calls, with the sound that is open; the call is selected.
 * @returns why there is no call; null when there is one.
 */
export async function startTestCall(tried: TriedProfile, profile: string): Promise<Phrase | null> {
  const opened = await overBridge((api) =>
    api.openTestCall(tried, {
      onFrame: (frame) => audio?.play(frame),
      onClose: forget,
    }),
  );
  if (!opened.ok) {
    return opened.error.phrase;
  }
  if (get().sound.name === 'off') {
    // The dialog was closed meanwhile.
    opened.value.close();
    return null;
  }
  line = opened.value;
  const { callId, panicKey } = line;
  useHeadsetStore.setState({ panicHere: !panicKey });
  set({ call: { callId, profile } });
  useCallsStore.getState().select(callId);
  return null;
}

/** Hangs up, and closes the microphone. */
export function hangUp(): void {
  line?.close();
  forget();
}

/** A caller needs the microphone: a test call that goes on is hung up, and that is said. */
export function makeRoomForCaller(): void {
  const isElsewhere = useElsewhere.getState().lines.some(({ part }) => part === 'testing');
  if (isElsewhere) {
    leaveElsewhere();
  }
  if (isElsewhere || get().call !== null) {
    hangUp();
    tell(() => t('testCall.madeRoom'), 'test call');
  }
}

/** Whether somebody at this window is the caller of this call. */
export function isOwnTestCall(callId: CallId): boolean {
  return get().call?.callId === callId;
}

function forget(): void {
  line = null;
  set({ call: null });
  closeSound();
}
