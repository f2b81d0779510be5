/**
 * Every place of the window and the way to it, in any language: by commands and by the look of its
 * controls, not by their words.
 */
import type { Page } from 'playwright';
import { SETTING_NAMES, SETTINGS } from '#main/config/settings/definitions/definitions';
import type { HarnessWindow, Installed } from './harnessWindow';

export type WindowPlace = {
  readonly name: string;
  /** See scenes.ts. */
  readonly scene: string;
  readonly open: (window: HarnessWindow) => Promise<void>;
  /** A menu or a list, in which arrows lead on and Tab does nothing. */
  readonly keysOfItsOwn?: true;
};

/** The control of this icon in a part of the window. */
const withIcon = (part: string, ...icons: readonly string[]): string =>
  icons.map((icon) => `${part} button:has(.lucide-${icon})`).join(', ');

const asItIs = (): Promise<void> => Promise.resolve();

const byCommand =
  (id: string) =>
  ({ command }: HarnessWindow): Promise<void> =>
    command(id);

const byClick =
  (selector: string) =>
  ({ page }: HarnessWindow): Promise<void> =>
    page.locator(selector).first().click();

/** The ways of some places, one after the other. */
const through =
  (...steps: readonly WindowPlace['open'][]): WindowPlace['open'] =>
  async (window) => {
    for (const step of steps) {
      await step(window);
    }
  };

const onPage =
  (act: (page: Page) => Promise<unknown>): WindowPlace['open'] =>
  async ({ page }) => {
    await act(page);
  };

/** Has the stand-in for the main process say something. Runs in the page. */
const onBridge =
  (tell: (installed: Installed) => void): WindowPlace['open'] =>
  async ({ page }) => {
    const installed = await page.evaluateHandle<Installed>('({ fakeBridge })');
    await installed.evaluate(tell);
  };

const nthTab = (nth: number): WindowPlace['open'] =>
  onPage((page) => page.locator('.inspector [role="tab"]').nth(nth).focus());

const nthSection = (nth: number): WindowPlace['open'] =>
  through(
    byCommand('window.settings'),
    onPage((page) => page.locator('[role="dialog"] nav button').nth(nth).click()),
  );

const nthStep = (nth: number): WindowPlace['open'] =>
  through(
    byClick('.status-bar .demo-mark + button'),
    onPage((page) => page.locator('[role="dialog"] nav button').nth(nth).click()),
  );

const BUSY = 'busy&still';

/** The sections of the settings, in their order. */
const SECTIONS = [...new Set(SETTING_NAMES.map((name) => SETTINGS[name].group))];

const place = (name: string, open: WindowPlace['open'], scene = BUSY): WindowPlace => ({
  name,
  scene,
  open,
});

/** The page of the newest call of the record. */
const openRecord = through(
  byCommand('screen.history'),
  onPage((page) => page.locator('[role="row"][aria-selected]').first().click()),
  onPage((page) => page.locator('.record-body').waitFor()),
);

const playAgain = through(openRecord, byClick(withIcon('.record-body', 'rotate-ccw')));

/** The windows have operators, and Ana works at this one. */
const signIn = onBridge(({ fakeBridge }) => {
  const operator = { name: 'Ana', role: 'admin' } as const;
  fakeBridge.tellStation({
    ...fakeBridge.station,
    station: { state: 'open', operator },
    operators: [operator],
  });
});

/** The screens. */
export const SCREEN_PLACES: readonly WindowPlace[] = [
  place('live', asItIs),
  place('history', byCommand('screen.history')),
  place('history-call', openRecord),
  place('messages', byCommand('screen.messages')),
  place('audit', byCommand('screen.audit')),
  place('profiles', byCommand('screen.profiles')),
  place('statistics', byCommand('screen.statistics')),
];

/** What lies over the live screen, and is left by Escape. */
export const OVERLAY_PLACES: readonly WindowPlace[] = [
  place('dialog-palette', byCommand('window.palette')),
  place('dialog-settings', byCommand('window.settings')),
  place('dialog-alert-rules', byCommand('window.alertRules')),
  place(
    'dialog-alert-rules-trouble',
    through(
      byCommand('window.alertRules'),
      onPage((page) => page.locator('[role="dialog"] [role="tab"]').nth(1).focus()),
    ),
  ),
  place('dialog-logs', byCommand('window.logs')),
  place('dialog-shortcuts', byCommand('window.shortcuts')),
  place('dialog-about', byClick(withIcon('.status-bar', 'info'))),
  place('dialog-operators', byClick(withIcon('.status-bar', 'users'))),
  place('dialog-setup', byClick('.status-bar .demo-mark + button')),
  place('dialog-new-call', byCommand('calls.new')),
  place('dialog-test-call', byClick(withIcon('.call-list', 'mic'))),
  place('dialog-transfer', byCommand('call.transfer')),
  place('dialog-instruction', byCommand('call.instruction')),
  place('dialog-take-over', byCommand('call.takeOver')),
  place(
    'dialog-audition',
    through(
      byCommand('call.voice'),
      onPage((page) => page.locator('[role="dialog"] .border-t .btn').first().click()),
    ),
  ),
  place('dialog-play-again', playAgain),
  place('dialog-delete-caller', through(openRecord, byClick(withIcon('main', 'trash-2')))),
  place(
    'dialog-save-search',
    through(
      byCommand('screen.history'),
      byClick('.history-filters [role="group"]:has(+ .history-days) [aria-pressed="false"]'),
      onPage((page) =>
        page.locator('.history-filters > [role="group"]:first-child button').last().click(),
      ),
    ),
  ),
  place('dialog-change-pin', through(signIn, byCommand('window.changePin'))),
  place('menu-end-call', byCommand('call.end')),
  { ...place('menu-voice', byCommand('call.voice')), keysOfItsOwn: true },
  place('menu-keypad', byCommand('call.keypad')),
  place('menu-interruptions', byCommand('call.bargeIn')),
  place('menu-alert-sound', byCommand('window.alertSound')),
  place('menu-filter', byClick(withIcon('.call-list', 'list-filter'))),
  {
    ...place('menu-theme', byClick(withIcon('.status-bar', 'monitor', 'sun', 'moon'))),
    keysOfItsOwn: true,
  },
];

const selectRow = (state: string): WindowPlace['open'] =>
  onPage((page) => page.locator(`[data-call-id="${state}"]`).click());

/** The caller of the eighth call hears the supervisor. */
const takeOverCall8 = through(
  selectRow('call-8'),
  byCommand('call.takeOver'),
  onPage((page) => page.locator('[role="dialog"] button[type="submit"]').click()),
  onPage((page) => page.locator('.headset-bar[data-speaking="true"]').waitFor()),
  onBridge(({ fakeBridge }) => {
    const call = fakeBridge.snapshot.calls.find(({ id }) => id === 'call-8');
    const { station } = fakeBridge.station;
    if (call !== undefined && station.state !== 'locked') {
      const speaker = `window:${station.operator.name}`;
      fakeBridge.emit({ type: 'callChanged', call: { ...call, floor: 'supervisor', speaker } });
    }
  }),
);

/** States of the window that are no place of their own. */
export const STATE_PLACES: readonly WindowPlace[] = [
  place('live-empty', asItIs, 'empty-live&still'),
  place('live-empty-demo', asItIs, 'empty-demo&still'),
  place('live-loading', asItIs, 'loading&still'),
  place('live-not-set-up', asItIs, 'missing&still'),
  place('live-connecting', asItIs, 'connecting&still'),
  place('live-reconnecting', asItIs, 'reconnecting&still'),
  place('live-strained', asItIs, 'overloaded&still'),
  place('live-hundred', asItIs, 'hundred&still'),
  place('live-question', selectRow('call-0'), 'asking&still'),
  place('call-ringing', selectRow('call-1')),
  place('call-voice-changes', selectRow('call-2')),
  place('call-held', selectRow('call-4')),
  place('call-alert', selectRow('call-5')),
  place('call-ended', selectRow('call-6')),
  place('call-calm', selectRow('call-8')),
  ...['controls', 'voice', 'metrics', 'notes', 'events', 'questions'].map((name, index) =>
    place(`inspector-${name}`, through(selectRow('call-8'), nthTab(index))),
  ),
  place('inspector-closed', through(selectRow('call-8'), byCommand('window.inspector'))),
  ...(['whisper', 'say'] as const).map((mode) =>
    place(
      `composer-${mode}`,
      through(
        selectRow('call-8'),
        byCommand(`call.${mode}`),
        onPage((page) => page.keyboard.type('Offer Monday at nine as well.')),
      ),
    ),
  ),
  place(
    'call-search',
    through(
      selectRow('call-8'),
      byCommand('call.find'),
      onPage((page) => page.keyboard.type('Monday')),
    ),
  ),
  place('listening', through(selectRow('call-8'), byCommand('call.listen'))),
  place('scan', byCommand('calls.scan')),
  place('speaking', takeOverCall8),
  place(
    'hand-back',
    through(
      takeOverCall8,
      byCommand('call.handBack'),
      onPage((page) => page.locator('[role="dialog"]').waitFor()),
    ),
  ),
  place(
    'search',
    through(
      byCommand('calls.search'),
      onPage((page) => page.keyboard.type('600')),
    ),
  ),
  place(
    'history-search',
    through(
      byCommand('screen.history'),
      onPage((page) => page.locator('#history-search').fill('appointment')),
      onPage((page) => page.locator('mark').first().waitFor()),
    ),
  ),
  place(
    'play-again-result',
    through(
      playAgain,
      onPage((page) => page.locator('[role="dialog"] ul button').first().click()),
    ),
  ),
  place(
    'test-call',
    through(
      byClick(withIcon('.call-list', 'mic')),
      onPage((page) => page.locator('[role="dialog"] button[type="submit"]').click()),
    ),
  ),
  place(
    'profile-versions',
    through(byCommand('screen.profiles'), byClick(withIcon('main header', 'history'))),
  ),
  place(
    'profile-rehearsal',
    through(byCommand('screen.profiles'), byClick(withIcon('main header', 'clipboard-check'))),
  ),
  ...['asterisk', 'gemini', 'audio', 'call'].map((name, index) =>
    place(`setup-${name}`, nthStep(index)),
  ),
  ...SECTIONS.map((name, index) => place(`settings-${name}`, nthSection(index))),
  place(
    'locked',
    onBridge(({ fakeBridge }) => {
      fakeBridge.tellStation({
        ...fakeBridge.station,
        station: { state: 'locked', last: 'Ana' },
        operators: [{ name: 'Ana', role: 'supervisor' }],
      });
    }),
    'locked&still',
  ),
  place(
    'quit',
    onBridge(({ fakeBridge }) => {
      fakeBridge.askToQuit({ goal: 'quit', liveCalls: 12, shutdownCalls: 'fallback' });
    }),
  ),
  place('wallboard', asItIs, 'hundred&still&screen=wallboard'),
];
