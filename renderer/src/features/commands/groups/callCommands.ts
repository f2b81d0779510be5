/** Commands to the selected call. */
import type { CallId } from '#model/call';
import type { CallActionKind } from '#model/possible';
import { t } from '#window/i18n/i18n';
import { sendCommand } from '#window/state/callRequests';
import { openCallSearch } from '#window/state/callSearch';
import { useCallsStore } from '#window/state/callsStore';
import { changeDraft, type ComposerMode } from '#window/state/drafts';
import { focusOn } from '#window/state/focusPlaces';
import { goToNotes } from '#window/state/inspector';
import { openDialog, openPopover, type PopoverName, useUiStore } from '#window/state/uiStore';
import { acknowledgeAll, acknowledgeForemost, alertsToSee } from '../../alerts';
import { isSpeakingIn } from '../../headset';
import {
  type AgentSwitch,
  askToTakeOver,
  cutAgent,
  handBack,
  openHandBack,
  sentenceCommand,
  switchAgent,
  switchOf,
  toggleHold,
  toggleListening,
  togglePausedRecording,
  toggleRecording,
} from '../actions/controlActions';
import { reasonAgainst } from '../actions/controlReasons';
import { applyRemedy, firstRemedy, firstRemedyReason } from '../actions/remedies';
import type { CallFacts, Command, Scene } from '../command';

/** Why nothing can be done to a call from here; empty when it can. */
function reasonWithoutCall({ call, linkLost, screen }: Scene): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  if (screen !== 'live') {
    return t('commands.onlyLive');
  }
  return call === null ? t('commands.noCall') : '';
}

type CallCommand = {
  readonly label: Command['label'];
  readonly keys: readonly string[];
  readonly action: CallActionKind | ((call: CallFacts) => CallActionKind);
  /** A reason of its own against it, beside that of the action; empty for none. */
  readonly reason?: (call: CallFacts) => string;
  readonly run: (call: CallFacts) => void;
} & Pick<Command, 'isOn' | 'reach'>;

/** A command that asks an action of the call, and makes sense when that action does. */
function onCall({ action, reason, run, ...rest }: CallCommand): Command {
  const actionOf = typeof action === 'function' ? action : () => action;
  const against = (call: CallFacts): string =>
    reasonAgainst(actionOf(call), call) || (reason?.(call) ?? '');
  return {
    ...rest,
    group: 'call',
    action: actionOf,
    when: (scene) => reasonWithoutCall(scene) || (scene.call === null ? '' : against(scene.call)),
    run: ({ call }) => {
      if (call !== null) {
        run(call);
      }
    },
  };
}

/** One that switches something of the call on and off. */
const onSwitch = (
  kind: AgentSwitch,
  field: 'callerMuted' | 'agentMuted' | 'agentPaused',
  key: string,
): Command =>
  onCall({
    label: () => t(`controls.${kind}`),
    keys: [key],
    action: kind,
    isOn: (call) => call[field],
    run: (call) => {
      switchAgent(call.id, kind, !call[field]);
    },
  });

/** One that leads to what hangs from a control. */
const onPopover = (
  name: Exclude<PopoverName, 'none'>,
  action: CallActionKind,
  label: Command['label'],
  key: string,
  reason: CallCommand['reason'] = () => '',
): Command =>
  onCall({
    label,
    keys: [key],
    action,
    reason,
    run: () => {
      openPopover(name);
    },
  });

const onComposer = (mode: ComposerMode, key: string): Command =>
  onCall({
    label: () => t(`composer.${mode}`),
    keys: [key],
    action: mode,
    run: ({ id }) => {
      changeDraft(id, { mode });
      focusOn('composer');
    },
  });

const onDialog = (name: 'transfer' | 'instruction', action: CallActionKind, key: string): Command =>
  onCall({
    label: () => t(`controls.${name}`),
    keys: [key],
    action,
    run: ({ id }) => {
      openDialog({ name, callId: id });
    },
  });

/** One that says of alerts of the call that somebody has seen to them. */
const onAlerts = (label: Command['label'], key: string, run: (callId: CallId) => void): Command =>
  onCall({
    label,
    keys: [key],
    action: 'acknowledgeAlert',
    reason: ({ id }) => {
      const alerts = alertsToSee(useCallsStore.getState().byId[id]);
      return alerts.length > 0 ? '' : t('alerts.noneHere');
    },
    run: ({ id }) => {
      run(id);
    },
  });

export const callCommands = {
  'call.answer': onCall({
    label: () => t('actions.answer'),
    keys: ['a'],
    action: 'answer',
    run: ({ id }) => void sendCommand(id, { kind: 'answer' }),
  }),
  'call.decline': onCall({
    label: () => t('actions.decline'),
    keys: [],
    action: 'decline',
    run: ({ id }) => void sendCommand(id, { kind: 'decline' }),
  }),
  'call.listen': onCall({
    label: () => t('controls.listen'),
    keys: ['l'],
    action: 'listen',
    isOn: ({ isHeard }) => isHeard,
    // The headset is not taken off a call in which the supervisor speaks.
    reason: ({ id }) => (isSpeakingIn(id) ? t('headset.speakingHere') : ''),
    run: ({ id }) => {
      toggleListening(id);
    },
  }),
  'call.whisper': onComposer('whisper', 'w'),
  'call.say': onComposer('say', 's'),
  'call.takeOver': onCall({
    label: (call) => t(call?.floor === 'supervisor' ? 'controls.handBack' : 'controls.takeOver'),
    keys: ['t'],
    action: switchOf.floor,
    run: (call) => {
      if (switchOf.floor(call) === 'handBack') {
        openHandBack(call.id);
      } else {
        askToTakeOver(call.id);
      }
    },
  }),
  'call.handBack': onCall({
    label: () => t('controls.handBack'),
    keys: ['b'],
    action: 'handBack',
    run: ({ id }) => {
      openHandBack(id);
    },
  }),
  'call.handBackNow': onCall({
    label: () => t('controls.handBackNow'),
    keys: ['shift+b'],
    action: 'handBack',
    run: ({ id }) => void handBack(id),
  }),
  'call.cutAgent': onCall({
    label: () => t('ahead.cut'),
    keys: ['.', 'mod+.'],
    reach: 'typing',
    action: 'cutAgent',
    run: ({ id }) => void cutAgent(id),
  }),
  'call.holdSentence': onCall({
    label: () => t('ahead.hold'),
    // Ctrl and the comma open the settings everywhere.
    keys: [',', 'mod+;'],
    reach: 'typing',
    action: sentenceCommand,
    isOn: ({ sentenceHeld }) => sentenceHeld,
    run: (call) => void sendCommand(call.id, { kind: sentenceCommand(call) }),
  }),
  'call.remedy': {
    group: 'call',
    label: () => t('callerEar.apply'),
    keys: ['y'],
    when: (scene) =>
      reasonWithoutCall(scene) || (scene.call === null ? '' : firstRemedyReason(scene.call)),
    run: ({ call }) => {
      const remedy = call === null ? null : firstRemedy(call);
      if (call !== null && remedy !== null) {
        applyRemedy(remedy, call.id);
      }
    },
  },
  'call.hold': onCall({
    label: () => t('controls.hold'),
    keys: ['h'],
    action: switchOf.hold,
    isOn: ({ heldBy }) => heldBy === 'supervisor',
    run: toggleHold,
  }),
  'call.muteAgent': onSwitch('muteAgent', 'agentMuted', 'm'),
  'call.muteCaller': onSwitch('muteCaller', 'callerMuted', 'shift+m'),
  'call.pauseAgent': onSwitch('pauseAgent', 'agentPaused', 'u'),
  'call.instruction': onDialog('instruction', 'changeInstruction', 'i'),
  'call.bargeIn': onPopover('bargeIn', 'setBargeIn', () => t('controls.bargeIn'), 'g'),
  'call.voice': onPopover('voice', 'changeVoice', () => t('voice.label'), 'v'),
  'call.keypad': onPopover('keypad', 'sendDtmf', () => t('controls.keypad'), 'd'),
  'call.transfer': onDialog('transfer', 'transfer', 'x'),
  'call.record': onCall({
    label: () => t('controls.record'),
    keys: ['r'],
    action: switchOf.recording,
    isOn: ({ recording }) => recording !== 'off',
    run: toggleRecording,
  }),
  'call.pauseRecording': onCall({
    label: () => t('controls.pauseRecording'),
    keys: ['shift+r'],
    action: switchOf.pausedRecording,
    isOn: ({ recording }) => recording === 'paused',
    run: togglePausedRecording,
  }),
  'call.follow': {
    group: 'call',
    label: () => t('commands.follow'),
    keys: ['f'],
    when: (scene) => (scene.screen === 'live' ? '' : t('commands.onlyLive')),
    run: () => {
      const { following, set } = useUiStore.getState();
      set({ following: !following });
    },
  },
  'call.find': {
    group: 'call',
    label: () => t('transcript.search.open'),
    keys: ['mod+f'],
    when: reasonWithoutCall,
    run: ({ call }) => {
      if (call !== null) {
        openCallSearch(call.id);
      }
    },
  },
  'call.notes': {
    group: 'call',
    label: () => t('commands.notes'),
    keys: ['n'],
    needs: 'history.addNote',
    when: reasonWithoutCall,
    run: goToNotes,
  },
  'call.acknowledge': onAlerts(() => t('alerts.acknowledgeFirst'), 'e', acknowledgeForemost),
  'call.acknowledgeAll': onAlerts(() => t('alerts.acknowledgeEach'), 'shift+e', acknowledgeAll),
  'call.end': onPopover(
    'end',
    'end',
    () => t('actions.end'),
    'mod+backspace',
    ({ state }) =>
      // It has a control of its own, and no question before.
      state === 'ringing' ? t('actions.declineInstead') : '',
  ),
} as const satisfies Readonly<Record<string, Command>>;
