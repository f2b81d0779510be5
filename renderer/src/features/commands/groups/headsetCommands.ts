/** Commands to the supervisor's headset, whatever call it is on. */
import { t } from '#window/i18n/i18n';
import { goToCall } from '#window/state/showCall';
import {
  goLive,
  isTalkByKey,
  secondsBehind,
  talk,
  useElsewhere,
  useHeadsetStore,
  useListeningStore,
} from '../../headset';
import { useTestCallStore } from '../../testCall';
import { leaveEverything } from '../actions/leaveEverything';
import type { Command } from '../command';

const whileOpen = (): string =>
  useHeadsetStore.getState().headset.name === 'off' ? t('commands.headsetOff') : '';

/** Also the microphone of a test call, and what another window has. */
const whileAnyLine = (): string =>
  useTestCallStore.getState().call === null && useElsewhere.getState().lines.length === 0
    ? whileOpen()
    : '';

const whileBehind = (): string =>
  secondsBehind(useListeningStore.getState(), Date.now()) === 0 ? t('listening.isLive') : '';

export const headsetCommands = {
  'headset.talk': {
    group: 'headset',
    label: () => t('commands.talk'),
    keys: ['space'],
    reach: 'over',
    when: () => (isTalkByKey() ? '' : t('commands.talkNotByKey')),
    run: () => {
      talk(true);
    },
    release: () => {
      talk(false);
    },
  },
  'headset.panic': {
    group: 'headset',
    label: () => t('commands.panic'),
    keys: ['mod+shift+m'],
    reach: 'always',
    when: whileAnyLine,
    run: () => void leaveEverything(),
  },
  'headset.goLive': {
    group: 'headset',
    label: () => t('listening.goLive'),
    keys: ['mod+l'],
    when: () => whileOpen() || whileBehind(),
    run: goLive,
  },
  'headset.call': {
    group: 'headset',
    label: () => t('commands.headsetCall'),
    keys: [],
    when: whileOpen,
    run: () => {
      const { headset } = useHeadsetStore.getState();
      if (headset.name !== 'off') {
        goToCall(headset.callId);
      }
    },
  },
} as const satisfies Readonly<Record<string, Command>>;
