import type { Call } from '#model/call';
import type { CallActionKind } from '#model/possible';
import { sendCommand } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { type PopoverName, useUiStore } from '../../state/uiStore';
import {
  COMPOSER_FIELD_ID,
  handBack,
  reasonAgainst,
  switchOf,
  toggleHold,
  toggleListening,
  togglePausedRecording,
  toggleRecording,
  toggleTakeOver,
} from '../callActions';
import { applyFirstRemedy } from '../callerEar';

/** The selected call, if commands to it are possible. */
export function selectedCall(): Call | null {
  const { selection, byId, link } = useCallsStore.getState();
  const call = selection === null ? undefined : byId[selection.callId];
  return call === undefined || call.state === 'ended' || link.state === 'lost' ? null : call;
}

/**
 * A key for a call, and the action it stands for. It does nothing while that action makes no sense.
 */
type CallKey = {
  /** The action; a key that switches something has one of two. */
  readonly action: CallActionKind | ((call: Call) => CallActionKind);
  readonly run: (call: Call) => void;
};

const switched = (
  kind: 'muteCaller' | 'muteAgent' | 'pauseAgent',
  on: (call: Call) => boolean,
) => ({
  action: kind,
  run: (call: Call) => void sendCommand(call.id, { kind, on: !on(call) }),
});

const popover = (action: CallActionKind, name: PopoverName): CallKey => ({
  action,
  run: () => {
    useUiStore.getState().set({ popover: name });
  },
});

const compose = (mode: 'say' | 'whisper'): CallKey => ({
  action: mode,
  run: () => {
    useUiStore.getState().set({ composerMode: mode });
    document.getElementById(COMPOSER_FIELD_ID)?.focus();
  },
});

const dialog = (action: 'transfer' | 'instruction'): CallKey => ({
  action: action === 'transfer' ? 'transfer' : 'changeInstruction',
  run: ({ id }) => {
    useUiStore.getState().set({ dialog: { name: action, callId: id } });
  },
});

const KEYS: Readonly<Record<string, CallKey>> = {
  e: { action: 'listen', run: applyFirstRemedy },
  l: {
    action: 'listen',
    run: ({ id }) => {
      toggleListening(id);
    },
  },
  t: { action: switchOf.floor, run: toggleTakeOver },
  b: {
    action: 'handBack',
    run: ({ id }) => void handBack(id),
  },
  h: { action: switchOf.hold, run: toggleHold },
  m: switched('muteAgent', (call) => call.agentMuted),
  'shift+m': switched('muteCaller', (call) => call.callerMuted),
  u: switched('pauseAgent', (call) => call.agentPaused),
  s: compose('say'),
  w: compose('whisper'),
  i: dialog('instruction'),
  x: dialog('transfer'),
  d: popover('sendDtmf', 'keypad'),
  g: popover('setBargeIn', 'bargeIn'),
  r: { action: switchOf.recording, run: toggleRecording },
  'shift+r': { action: switchOf.pausedRecording, run: togglePausedRecording },
};

/** Carries out a single key on the selected call. @returns whether the key means something. */
export function onCallKey(key: string, shift: boolean): boolean {
  const call = selectedCall();
  if (key === 'a') {
    if (call?.state === 'ringing') {
      void sendCommand(call.id, { kind: 'answer' });
    }
    return true;
  }
  const found = KEYS[shift ? `shift+${key}` : key];
  if (found === undefined) {
    return false;
  }
  if (call !== null) {
    const { action, run } = found;
    const kind = typeof action === 'function' ? action(call) : action;
    if (reasonAgainst(kind, call, false) === '') {
      run(call);
    }
  }
  return true;
}
