/**
 * What stands where in the window: one line where there is one, whole words, and nothing that moves
 * by itself. The window is the built one, on the stand-in for the main process.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { LANGUAGES } from '#model/language';
import { phrase } from '#model/phrases/phrase';
import { anApproval, aQuestion } from '#support/questions';
import { anAlert, aNotice } from '#support/window/callFixtures';
import { type HarnessWindow, type Installed, openHarness } from '#support/window/harnessWindow';
import { watchPage } from '#support/window/pageWatch';
import { STATE_PLACES } from '#support/window/windowPlaces';
import { untilSettled } from '../../stage/windowAudit';

const WIDTHS = [1024, 1100, 1180, 1280, 1440, 1920];
const SCENES = ['busy', 'overloaded', 'asking', 'missing', 'locked'];
const HEIGHT = 800;
const INSPECTOR_WIDTH = 320;
/** How long each page of the inspector stands beside the talk. */
const BESIDE_MS = 3_000;
/** What a change moves has moved by then, ms. */
const SETTLED_MS = 700;

let window: HarnessWindow;

beforeAll(async () => {
  window = await openHarness('busy&still');
});

afterAll(async () => {
  await window.close();
});

async function show(scene: string, width = 1280): Promise<void> {
  await window.page.setViewportSize({ width, height: HEIGHT });
  await window.page.evaluate(() => {
    localStorage.clear();
  });
  await window.show(scene);
  await window.page.locator('.status-bar').waitFor();
  await untilSettled(window.page);
}

/** Somebody works at the window whose name takes its place in the top bar. */
const signIn = () =>
  window.page.evaluate(() => {
    const { fakeBridge } = globalThis as unknown as Installed;
    fakeBridge.tellStation({
      ...fakeBridge.station,
      station: { state: 'open', operator: { name: 'Anna-Katharina Berg', role: 'supervisor' } },
    });
  });

/** What of the top bar is on another line, or beyond its end. */
const outOfLine = (): Promise<readonly string[]> =>
  window.page.locator('.status-bar').evaluate((bar) => {
    const edge = bar.getBoundingClientRect();
    return [...bar.querySelectorAll('button, h1, svg')]
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.width > 1 &&
          (Math.abs(box.top + box.height / 2 - (edge.top + edge.height / 2)) > 4 ||
            box.right > edge.right ||
            box.left < edge.left),
      )
      .map(({ part }) => part.getAttribute('aria-label') ?? part.textContent);
  });

/** Of these elements the ones whose words are cut off, or go on in a second line. */
const broken = (selector: string): Promise<readonly string[]> =>
  window.page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)));
        return element.scrollWidth > element.clientWidth + 1 || lines.size > 1;
      })
      .map((element) => element.textContent),
  );

describe.each(LANGUAGES)('the window, %s', (language) => {
  it.each(SCENES)('has its top bar on one line at every width: %s', async (scene) => {
    const found: Record<string, readonly string[]> = {};
    await show(`${scene}&still&language=${language}`);
    await signIn();
    for (const width of WIDTHS) {
      await window.page.setViewportSize({ width, height: HEIGHT });
      await untilSettled(window.page);
      const out = await outOfLine();
      if (out.length > 0) {
        found[width] = out;
      }
    }
    expect(found).toEqual({});
  });

  it('shows the words of all pages of the inspector', async () => {
    await show(`busy&still&language=${language}`);
    const width = () =>
      window.page.locator('.inspector').evaluate((element) => element.clientWidth);
    expect(await width()).toBeLessThanOrEqual(INSPECTOR_WIDTH);
    expect(await broken('.inspector [role="tab"]')).toEqual([]);
  });

  it('has each name of a lane of the time axis on one line', async () => {
    await show(`busy&still&language=${language}`);
    expect(await broken('.waves-labels > span')).toEqual([]);
  });
});

/** What is chosen, and what might be. */
const CHOSEN: Readonly<Record<string, readonly [chosen: string, other: string]>> = {
  call: ['.list-row[aria-selected="true"]', '.list-row[aria-selected="false"]'],
  screen: ['.nav-item[aria-current="page"]', '.nav-item:not([aria-current])'],
  page: ['.inspector .tab[data-state="active"]', '.inspector .tab[data-state="inactive"]'],
  'mode of the composer': ['.mode[data-state="on"]', '.mode[data-state="off"]'],
  'stretch of time': ['.segment[data-state="on"]', '.segment[data-state="off"]'],
};

describe('in forced colours, where there are no backgrounds', () => {
  beforeAll(async () => {
    const speaking = STATE_PLACES.find(({ name }) => name === 'speaking');
    await window.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await show(speaking?.scene ?? '');
    await speaking?.open(window);
  });

  afterAll(async () => {
    await window.page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
  });

  /** All of the look of the first of these elements but its background. */
  const lookOf = (selector: string) =>
    window.page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { color, border, borderLeft, borderBottom, outline } = getComputedStyle(element);
        return [color, border, borderLeft, borderBottom, outline].join();
      });

  it.each(Object.entries(CHOSEN))('the chosen %s is still told', async (_what, pair) => {
    const [chosen, other] = await Promise.all(pair.map(lookOf));
    expect(chosen).not.toBe(other);
  });

  it('the bar of an open microphone is still the loudest', async () => {
    const backgroundOf = (selector: string) =>
      window.page
        .locator(selector)
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const bar = await backgroundOf('.headset-bar[data-speaking="true"]');
    expect(bar).not.toBe(await backgroundOf('body'));
  });
});

/** What happens to a call while it goes on, all of it without anybody's doing. */
const HAPPENINGS: Readonly<Record<string, Partial<Call>>> = {
  'the AI thinks': { agentState: 'thinking', callerSpeaking: false },
  'both speak': { agentState: 'speaking', callerSpeaking: true },
  'nobody speaks': { agentState: 'listening', callerSpeaking: false },
  'the caller holds': { state: 'held', heldBy: 'caller' },
  'the AI asks': { questions: [aQuestion(), anApproval()] },
  'something is lost': { notices: [aNotice({ phrase: phrase('media.lost'), severity: 'danger' })] },
  'an alert comes': { alerts: [anAlert({ severity: 'danger' })] },
  'the line of the AI is renewed': { agentLink: 'resuming' },
  'the caller has heard that it is an AI': { disclosure: 'heard' },
  'a recording begins': { recording: 'on' },
  'somebody else listens': { listeners: ['window:Ben'] },
  'another voice is coming': { pendingVoice: 'Sulafat' },
};

describe('a call that goes on', () => {
  const CALL = 'call-8';

  const change = (patch: Partial<Call>, callId = CALL) =>
    window.page.evaluate(
      ([id, changed]) => {
        const { fakeBridge } = globalThis as unknown as Installed;
        const call = fakeBridge.snapshot.calls.find((each) => each.id === id);
        if (call !== undefined) {
          fakeBridge.emit({ type: 'callChanged', call: { ...call, ...changed } });
        }
      },
      [callId, patch] as const,
    );

  it.each(Object.entries(HAPPENINGS))('moves nothing when %s', async (_what, patch) => {
    await show('busy&still');
    await window.page.locator(`[data-call-id="${CALL}"]`).click();
    await window.page.waitForTimeout(SETTLED_MS);
    const end = await watchPage(window.page);
    await change(patch);
    await window.page.waitForTimeout(SETTLED_MS);
    await change({});
    await window.page.waitForTimeout(SETTLED_MS);
    const { layoutShift, shifted } = await end();
    expect({ layoutShift, shifted }).toEqual({ layoutShift: 0, shifted: [] });
  });

  it('moves nothing when another alert comes beside the first', async () => {
    const first = anAlert({ severity: 'danger' });
    await show('busy&still');
    await window.page.locator(`[data-call-id="${CALL}"]`).click();
    await change({ alerts: [first] });
    await window.page.waitForTimeout(SETTLED_MS);
    const end = await watchPage(window.page);
    await change({ alerts: [first, anAlert({ id: 'another@9', signal: 'both-silent' })] });
    await window.page.getByRole('button', { name: '1 more' }).waitFor();
    await window.page.waitForTimeout(SETTLED_MS);
    await change({ alerts: [first] });
    await window.page.waitForTimeout(SETTLED_MS);
    const { layoutShift, shifted } = await end();
    expect({ layoutShift, shifted }).toEqual({ layoutShift: 0, shifted: [] });
  });

  it.each(WIDTHS)(
    'moves nothing in the top bar when many calls strain the machine: %i',
    async (width) => {
      await show('busy&still', width);
      const end = await watchPage(window.page);
      for (const state of ['strained', 'ready'] as const) {
        await window.page.evaluate((capacity) => {
          const { fakeBridge } = globalThis as unknown as Installed;
          const { health } = fakeBridge.snapshot;
          fakeBridge.emit({
            type: 'healthChanged',
            health: { ...health, capacity: { ...health.capacity, state: capacity } },
          });
        }, state);
        await window.page.waitForTimeout(SETTLED_MS);
        const chip = window.page.locator('.status-bar').getByRole('button', { name: /Capacity/ });
        expect(await chip.count()).toBe(state === 'strained' ? 1 : 0);
      }
      const { layoutShift, shifted } = await end();
      expect({ layoutShift, shifted }).toEqual({ layoutShift: 0, shifted: [] });
    },
  );

  it('moves no number in the list when the signs beside it come and go', async () => {
    await show('busy&still');
    // Has a name and a number beside it.
    const row = window.page.locator('[data-call-id]').filter({ hasText: 'Reception' });
    const named = (await row.getAttribute('data-call-id')) ?? '';
    const end = await watchPage(window.page);
    await change({ state: 'held', heldBy: 'supervisor' }, named);
    await row.getByText('On hold').waitFor();
    await change({ state: 'live', heldBy: null, callerMuted: true, agentMuted: true }, named);
    await expect.poll(() => row.locator('.row-marks svg').count()).toBe(2);
    await change({ callerMuted: false, agentMuted: false }, named);
    await expect.poll(() => row.locator('.row-marks svg').count()).toBe(0);
    await window.page.waitForTimeout(SETTLED_MS);
    const { layoutShift, shifted } = await end();
    expect({ layoutShift, shifted }).toEqual({ layoutShift: 0, shifted: [] });
  });

  it('moves nothing while it talks, whatever page of the inspector is beside it', async () => {
    await show('busy');
    await window.page.locator(`[data-call-id="${CALL}"]`).click();
    await window.page.waitForTimeout(SETTLED_MS);
    const said = () => window.page.locator('[role="log"]').textContent();
    const before = await said();
    const end = await watchPage(window.page);
    for (const tab of await window.page.locator('.inspector [role="tab"]').all()) {
      await tab.click();
      await window.page.waitForTimeout(BESIDE_MS);
    }
    const { layoutShift, shifted } = await end();
    expect((await said())?.length).toBeGreaterThan((before?.length ?? 0) + 40);
    expect({ layoutShift, shifted }).toEqual({ layoutShift: 0, shifted: [] });
  });
});
