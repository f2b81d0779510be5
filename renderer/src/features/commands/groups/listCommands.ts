/** Commands that lead from call to call. */
import { t } from '#window/i18n/i18n';
import { callsByAttention } from '#window/state/callOrder';
import { useCallsStore } from '#window/state/callsStore';
import { focusOn, type FocusPlace, placeNow } from '#window/state/focusPlaces';
import { showCall } from '#window/state/showCall';
import { openDialog, openTestCall, useUiStore } from '#window/state/uiStore';
import { listenToNextInNeed, showNextInNeed } from '../../alerts';
import { busyReason } from '../../headset';
import { goToNextQuestion, hasQuestions } from '../../questions';
import { canScan, startScan } from '../../scan';
import type { Command, Scene } from '../command';

const onLive = ({ screen }: Scene): string => (screen === 'live' ? '' : t('commands.onlyLive'));

const whereThereIs = (place: FocusPlace) => (): string =>
  placeNow(place) === null ? t('commands.notHere') : '';

const toRow = (label: Command['label'], key: 'ArrowDown' | 'ArrowUp', letter: string): Command => ({
  group: 'calls',
  label,
  keys: [key.toLowerCase(), letter],
  when: whereThereIs('list'),
  run: () => {
    placeNow('list')?.move?.(key);
  },
});

const toPlace = (place: FocusPlace, label: Command['label'], key: string): Command => ({
  group: 'calls',
  label,
  keys: [key],
  when: whereThereIs(place),
  run: () => {
    focusOn(place);
  },
});

const inNeed = () => callsByAttention(useCallsStore.getState(), Date.now()).needs;

const whileInNeed = (): string => (inNeed().length === 0 ? t('commands.noneInNeed') : '');

/** Each key stands for the call at its place. */
const whileSoManyInNeed = (_scene: Scene, at: number): string => {
  const count = inNeed().length;
  return whileInNeed() || (at < count ? '' : t('commands.fewInNeed', { count }));
};

export const listCommands = {
  'calls.next': toRow(() => t('commands.next'), 'ArrowDown', 'j'),
  'calls.previous': toRow(() => t('commands.previous'), 'ArrowUp', 'k'),
  'calls.open': toPlace('detail', () => t('commands.open'), 'enter'),
  'calls.search': toPlace('search', () => t('commands.search'), '/'),
  'calls.inNeed': {
    group: 'calls',
    label: () => t('commands.inNeed'),
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    when: whileSoManyInNeed,
    run: (_scene, at) => {
      const callId = inNeed()[at];
      if (callId !== undefined) {
        showCall(callId);
      }
    },
  },
  'calls.scan': {
    group: 'calls',
    label: () => t('scan.start'),
    keys: ['shift+l'],
    needs: 'calls.scan',
    when: (scene) => onLive(scene) || busyReason() || (canScan() ? '' : t('scan.nothing')),
    run: startScan,
  },
  'calls.nextInNeed': {
    group: 'calls',
    label: () => t('alerts.next'),
    keys: ['o'],
    when: whileInNeed,
    run: showNextInNeed,
  },
  'calls.listenToNext': {
    group: 'calls',
    label: () => t('alerts.listenNext'),
    keys: ['shift+o'],
    needs: 'call.listen',
    when: whileInNeed,
    run: listenToNextInNeed,
  },
  'calls.question': {
    group: 'calls',
    label: () => t('commands.question'),
    keys: ['q'],
    when: () => (hasQuestions() ? '' : t('commands.noQuestion')),
    run: () => {
      goToNextQuestion();
    },
  },
  'calls.holdOrder': {
    group: 'calls',
    label: () => t('commands.holdOrder'),
    keys: ['p'],
    when: onLive,
    run: () => {
      const { orderHeld, set } = useUiStore.getState();
      set({ orderHeld: !orderHeld });
    },
  },
  'calls.new': {
    group: 'calls',
    label: () => t('newCall.open'),
    keys: ['c'],
    needs: 'call.place',
    when: onLive,
    run: () => {
      openDialog({ name: 'newCall' });
    },
  },
  'calls.test': {
    group: 'calls',
    label: () => t('testCall.open'),
    keys: [],
    needs: 'call.test',
    when: busyReason,
    run: openTestCall,
  },
} as const satisfies Readonly<Record<string, Command>>;
