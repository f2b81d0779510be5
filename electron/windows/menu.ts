import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '#model/language';
import { phrase, type PhraseCode } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import type { MenuGroup } from '../contract/requests';

type Item = MenuItemConstructorOptions;
type Role = NonNullable<Item['role']>;

/** A label of the menu: a phrase without places. */
type Label = Extract<PhraseCode, `menu.${string}`>;

/** What the menu does that is no standard command. */
export type MenuActions = {
  readonly lock: () => void;
  readonly openDocs: () => void;
  readonly about: () => void;
  /** A command of the window was chosen. */
  readonly choose: (id: string) => void;
};

type MenuOptions = {
  readonly platform: NodeJS.Platform;
  /** Also reload and the inspector. */
  readonly developer: boolean;
  /** The commands of the window in front. */
  readonly groups: readonly MenuGroup[];
  readonly actions: MenuActions;
  readonly language: Language;
};

const SEPARATOR: Item = { type: 'separator' };

/**
 * The program's menu: the window's commands between standard ones under their standard keys, in our
 * words: Electron's own are English in any language.
 */
export function menuTemplate(options: MenuOptions): Item[] {
  const { platform, developer, groups, actions, language } = options;
  const onMac = platform === 'darwin';
  const words = (label: Label): string => wordsOnMenu(label, language, onMac);
  const lock: Item = {
    label: words('menu.lock'),
    accelerator: 'CommandOrControl+Shift+L',
    click: actions.lock,
  };
  const about: Item = { label: words('menu.about'), click: actions.about };
  const of = (role: Role, label: Label): Item => ({ role, label: words(label) });
  const menu = (label: Label, submenu: Item[]): Item => ({ label: words(label), submenu });
  return [
    ...(onMac ? [{ label: 'Cordboard', submenu: macItems(of, about, lock) }] : []),
    menu('menu.file', [
      ...(onMac ? [] : [lock, SEPARATOR]),
      of('close', 'menu.close'),
      ...(onMac ? [] : [of('quit', 'menu.quit')]),
    ]),
    menu('menu.edit', [
      of('undo', 'menu.undo'),
      of('redo', 'menu.redo'),
      SEPARATOR,
      of('cut', 'menu.cut'),
      of('copy', 'menu.copy'),
      of('paste', 'menu.paste'),
      of('selectAll', 'menu.select-all'),
    ]),
    ...groups.map((group) => groupMenu(group, actions)),
    menu('menu.view', [
      ...(developer
        ? [of('reload', 'menu.reload'), of('toggleDevTools', 'menu.inspector'), SEPARATOR]
        : []),
      of('resetZoom', 'menu.usual-size'),
      of('zoomIn', 'menu.zoom-in'),
      of('zoomOut', 'menu.zoom-out'),
      SEPARATOR,
      of('togglefullscreen', 'menu.full-screen'),
    ]),
    menu('menu.window', [
      of('minimize', 'menu.minimize'),
      ...(onMac ? [of('zoom', 'menu.zoom-window'), SEPARATOR, of('front', 'menu.front')] : []),
    ]),
    menu('menu.help', [
      { label: words('menu.docs'), click: actions.openDocs },
      ...(onMac ? [] : [about]),
    ]),
  ];
}

/**
 * The keys stand in the labels: as accelerators they would act in text fields and dialogs, where
 * the window keeps still.
 */
function groupMenu({ label, entries }: MenuGroup, { choose }: MenuActions): Item {
  return {
    label: literal(label),
    submenu: entries.map((entry) => ({
      id: entry.id,
      label: literal(entry.key === '' ? entry.label : `${entry.label} (${entry.key})`),
      enabled: entry.enabled,
      click: () => {
        choose(entry.id);
      },
    })),
  };
}

/** An ampersand would mark the letter after it. */
function literal(text: string): string {
  return text.replaceAll('&', '&&');
}

/** The menu that macOS names after the program. */
function macItems(of: (role: Role, label: Label) => Item, about: Item, lock: Item): Item[] {
  return [
    about,
    SEPARATOR,
    lock,
    SEPARATOR,
    of('services', 'menu.services'),
    SEPARATOR,
    of('hide', 'menu.hide'),
    of('hideOthers', 'menu.hide-others'),
    of('unhide', 'menu.show-all'),
    SEPARATOR,
    of('quit', 'menu.quit'),
  ];
}

/** macOS has no keys that open menus, and would show the sign. */
function wordsOnMenu(label: Label, language: Language, onMac: boolean): string {
  const text = wordsIn(language, phrase(label));
  return onMac ? text.replace('&', '') : text;
}
