/** Commands of the window itself. */
import { type Language, LANGUAGE_NAMES } from '#model/language';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { request } from '#window/bridge/bridge';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { languageNow } from '#window/i18n/language';
import { focusOn } from '#window/state/focusPlaces';
import { toggleInspector } from '#window/state/inspector';
import { type NavScreen, SCREENS, useNavStore } from '#window/state/navStore';
import { useStationStore } from '#window/state/stationStore';
import { type DialogState, openDialog, openPopover } from '#window/state/uiStore';
import { toggleWallboard } from '#window/state/wallboard';
import { tell } from '#window/ui/toasts/toast.tsx';
import { toggleAlertSound, useSoundChoices } from '../../alerts';
import { chooseLanguage } from '../../language';
import { restart } from '../../quit';
import type { Command } from '../command';

const always = (): string => '';

const toDialog = (dialog: DialogState, label: Command['label'], ...keys: string[]): Command => ({
  group: 'window',
  label,
  keys,
  when: always,
  run: () => {
    openDialog(dialog);
  },
});

const toScreen = (screen: NavScreen): Command => ({
  group: 'window',
  label: () => t(`nav.${screen}`),
  keys: [`mod+${SCREENS.indexOf(screen) + 1}`],
  when: always,
  run: () => {
    useNavStore.getState().show(screen);
  },
});

const toLanguage = (language: Language): Command => ({
  group: 'window',
  label: () => t('language.switchTo', { name: LANGUAGE_NAMES[language] }),
  keys: [],
  when: () => (languageNow() === language ? t('language.inForce') : ''),
  run: () => void chooseLanguage(language),
});

/** What is asked of the program. A refusal is said in the corner of the window. */
const asking = (about: string, ask: () => Promise<Phrase | null>) => (): void =>
  void ask().then((refusal) => {
    if (refusal !== null) {
      tell(() => inWords(refusal), about);
    }
  });

const toRestart = (when: 'now' | 'idle', label: Command['label']): Command => ({
  group: 'window',
  label,
  keys: [],
  when: always,
  needs: 'program.restart',
  run: asking('restart', () => restart(when)),
});

export const windowCommands = {
  'window.palette': toDialog({ name: 'palette' }, () => t('commands.palette'), 'mod+k'),
  'screen.live': toScreen('live'),
  'screen.history': toScreen('history'),
  'screen.messages': toScreen('messages'),
  'screen.audit': toScreen('audit'),
  'screen.profiles': toScreen('profiles'),
  'screen.statistics': toScreen('statistics'),
  'window.inspector': {
    group: 'window',
    label: () => t('commands.inspector'),
    // The first cannot be typed on many keyboards, such as German ones.
    keys: ['mod+\\', 'mod+i'],
    when: ({ screen }) => (screen === 'live' ? '' : t('commands.onlyLive')),
    run: toggleInspector,
  },
  'window.wallboard': {
    group: 'window',
    label: () => t('wallboard.open'),
    keys: ['f11'],
    reach: 'window',
    when: always,
    run: toggleWallboard,
  },
  'window.settings': toDialog({ name: 'settings' }, () => t('settings.open'), 'mod+,'),
  'window.alertRules': toDialog({ name: 'alertRules' }, () => t('alertRules.open')),
  'window.alertSound': {
    group: 'window',
    label: () => t('alerts.sound.choose'),
    keys: [],
    when: always,
    run: () => {
      openPopover('alertSound');
    },
  },
  'window.muteAlerts': {
    group: 'window',
    label: () => t(useSoundChoices.getState().muted ? 'alerts.sound.unmute' : 'alerts.sound.mute'),
    keys: [],
    when: always,
    run: toggleAlertSound,
  },
  'window.english': toLanguage('en'),
  'window.german': toLanguage('de'),
  'window.operators': toDialog({ name: 'operators' }, () => t('operators.open')),
  'window.lock': {
    group: 'window',
    label: () => t('operators.lock'),
    keys: ['mod+shift+l'],
    reach: 'always',
    when: () =>
      useStationStore.getState().view?.station.state === 'own'
        ? inWords(phrase('operator.no-lock'))
        : '',
    run: asking('lock', async () => {
      const locked = await request('station:lock', null);
      return locked.ok ? null : locked.error.phrase;
    }),
  },
  'window.changePin': {
    group: 'window',
    label: () => t('operators.changePin'),
    keys: [],
    when: () =>
      useStationStore.getState().view?.station.state === 'open' ? '' : t('operators.notSignedIn'),
    run: () => {
      openDialog({ name: 'changePin' });
    },
  },
  'window.restart': toRestart('now', () => t('commands.restart')),
  'window.restartIdle': toRestart('idle', () => t('settings.restartIdle')),
  'window.setup': toDialog({ name: 'setup' }, () => t('setup.title')),
  'window.logs': toDialog({ name: 'logs' }, () => t('logs.open')),
  'window.shortcuts': toDialog({ name: 'shortcuts' }, () => t('shortcuts.open'), '?'),
  'window.about': toDialog({ name: 'about' }, () => t('about.open')),
  'window.leave': {
    group: 'window',
    label: () => t('commands.leave'),
    keys: ['escape'],
    when: always,
    run: () => {
      focusOn('list');
    },
  },
} as const satisfies Readonly<Record<string, Command>>;
