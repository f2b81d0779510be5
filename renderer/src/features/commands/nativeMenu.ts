/** The native menu has the window's commands: it is told of them, and says what was chosen. */
import type { CordboardApi } from '#contract/api';
import type { MenuGroup } from '#contract/requests';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { onLanguage } from '../../i18n/language';
import { useCallsStore } from '../../state/callsStore';
import { useNavStore } from '../../state/navStore';
import { useStationStore } from '../../state/stationStore';
import {
  type CommandId,
  COMMANDS,
  commandsByGroup,
  isCommandId,
  reasonNow,
  runCommand,
} from './commands';
import { keysOf, useKeyChoices } from './keys/bindings';
import { comboText } from './keys/combo';
import { sceneNow } from './scene';
import { tellReason } from './tellReason';

/** Shortest time between two menus, ms: calls change many times a second. */
const PACE_MS = 1_000;

function menuNow(): readonly MenuGroup[] {
  const scene = sceneNow();
  const choices = useKeyChoices.getState();
  return commandsByGroup().map(({ group, ids }) => ({
    label: t(`commands.group.${group}`),
    entries: ids
      .filter((id) => COMMANDS[id].release === undefined)
      .map((id) => {
        const [key] = keysOf(id, choices);
        return {
          id,
          label: COMMANDS[id].label(scene.call),
          enabled: reasonNow(id, scene) === '',
          key: key === undefined ? '' : comboText(key),
        };
      }),
  }));
}

/** What is chosen may have become impossible since the menu was drawn. */
function runOrTell(id: CommandId): void {
  const scene = sceneNow();
  if (reasonNow(id, scene) === '') {
    runCommand(id, scene);
  } else {
    tellReason(id, scene);
  }
}

/** Keeps the native menu as the window is. The returned function stops. */
export function followNativeMenu(api: CordboardApi): () => void {
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    timer = undefined;
    const groups = menuNow();
    const text = JSON.stringify(groups);
    if (text !== shown) {
      shown = text;
      void request('app:menu', { groups });
    }
  };
  const changed = (): void => {
    timer ??= setTimeout(show, PACE_MS);
  };
  const stops = [
    useCallsStore.subscribe(changed),
    useNavStore.subscribe(changed),
    useKeyChoices.subscribe(changed),
    useStationStore.subscribe(changed),
    onLanguage(show),
    api.onCommand((id) => {
      if (isCommandId(id)) {
        runOrTell(id);
      }
    }),
  ];
  changed();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) {
      stop();
    }
  };
}
