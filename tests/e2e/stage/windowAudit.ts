/** What people notice who use the window without a mouse, enlarged, or in their own colours. */
import type { Page } from 'playwright';

/** What lies over the page and has the keys for itself. */
export const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What Tab may reach; the rest is taken out of the order on purpose. */
const TABBABLE =
  'a[href], button, input, select, textarea, audio[controls], summary, [tabindex], [contenteditable="true"]';

/** Functions that the checks share. They are put into the page as text. */
const TOOLS = `
  const describe = (element) => {
    const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return element.tagName.toLowerCase() + (element.id === '' ? '' : '#' + element.id) +
      ' "' + words.trim().slice(0, 40) + '"';
  };
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }) &&
      element.closest('[inert], [aria-hidden="true"]') === null;
  };
  const overlay = document.querySelector(${JSON.stringify(OVERLAYS)});
  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } =
      getComputedStyle(element);
    return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderColor, backgroundColor]
      .join();
  };
  const controls = [...(overlay ?? document).querySelectorAll(${JSON.stringify(TABBABLE)})]
    .filter((element) => isShown(element) && !element.disabled);
`;

function inPage<Value>(page: Page, body: string): Promise<Value> {
  return page.evaluate<Value>(`(() => { ${TOOLS} ${body} })()`);
}

/**
 * Controls of which a part can neither be seen nor scrolled into sight sideways, and whether the
 * page itself is wider than the window.
 */
export function clippedControls(page: Page): Promise<readonly string[]> {
  return inPage(
    page,
    `
    const clips = (element, box) => {
      const style = getComputedStyle(element);
      if (style.overflowX === 'visible') return false;
      const own = element.getBoundingClientRect();
      const isOut = box.left < own.left - 1 || box.right > own.right + 1;
      return isOut && (style.overflowX === 'hidden' || style.overflowX === 'clip');
    };
    const scrolls = (element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth;
    const found = [];
    for (const control of controls) {
      const box = control.getBoundingClientRect();
      let parent = control.parentElement;
      let isScrolled = false;
      let isClipped = false;
      while (parent !== null && !isScrolled && !isClipped) {
        isScrolled = scrolls(parent);
        isClipped = !isScrolled && clips(parent, box);
        parent = parent.parentElement;
      }
      const isOutside = box.left < -1 || box.right > innerWidth + 1;
      if (!isScrolled && (isClipped || isOutside)) found.push(describe(control));
    }
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push('the page: ' + scrollWidth + ' px wide');
    return found;
  `,
  );
}

/** What can be scrolled, and the members of a list of which a part lies outside of the window. */
export function outOfSight(page: Page, members: string): Promise<readonly string[]> {
  return inPage(
    page,
    `
    const scrolls = [...document.querySelectorAll('*')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
      const isRoot = element === document.scrollingElement;
      const may = (overflow) => isRoot || overflow === 'auto' || overflow === 'scroll';
      return (may(overflowY) && scrollHeight > clientHeight) ||
        (may(overflowX) && scrollWidth > clientWidth);
    });
    const outside = [...document.querySelectorAll(${JSON.stringify(members)})].filter((member) => {
      const box = member.getBoundingClientRect();
      return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
    });
    return [...scrolls, ...outside].map(describe);
  `,
  );
}

/** Words inside of what is named that are smaller than this (CSS pixels), or cut off. */
export function hardToRead(
  page: Page,
  within: string,
  leastPx: number,
): Promise<readonly string[]> {
  return inPage(
    page,
    `
    const hasWords = ({ childNodes }) =>
      [...childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim() !== '');
    return [...document.querySelectorAll(${JSON.stringify(within)})].flatMap((part) => {
      const box = part.getBoundingClientRect();
      return [part, ...part.querySelectorAll('*')]
        .filter((element) => hasWords(element) && element.closest('.sr-only') === null)
        .filter((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          const isCut =
            top < box.top || bottom > box.bottom || element.scrollWidth > element.clientWidth;
          return isCut || Number.parseFloat(getComputedStyle(element).fontSize) < ${leastPx};
        })
        .map(describe);
    });
  `,
  );
}

/**
 * Waits until the page has taken over a change of its colours, and nothing moves in it but what
 * does so without end.
 */
export async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    const isMoving = ({ playState, effect }: Animation): boolean =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
    do {
      await frame();
      await frame();
    } while (document.getAnimations().some(isMoving));
  });
}

/** What is animated or moves by transition, for longer than the eye notices. */
export function movingParts(page: Page): Promise<readonly string[]> {
  return inPage(
    page,
    `
    return document.getAnimations()
      .filter((each) => each.playState === 'running' && each.effect.getComputedTiming().duration > 1)
      .map((each) => describe(each.effect.target));
  `,
  );
}

/** Where the focus is. */
export function focusedNow(
  page: Page,
): Promise<{ readonly what: string; readonly onBody: boolean; readonly inOverlay: boolean }> {
  return inPage(
    page,
    `
    const focused = document.activeElement;
    return {
      what: describe(focused),
      onBody: focused === document.body,
      inOverlay: focused.closest(${JSON.stringify(OVERLAYS)}) !== null,
    };
  `,
  );
}

/** What a walk by Tab over the window, or over what lies upon it, found. */
type TabWalk = {
  /** Controls that Tab should reach and did not. */
  readonly missed: readonly string[];
  /** How often nothing of it had the focus, but for the end of the page. */
  readonly lost: number;
  /** Controls that had the focus where nobody sees them. */
  readonly unseen: readonly string[];
  /** Controls that look the same with the focus and without it. */
  readonly unmarked: readonly string[];
};

/** More presses than any screen has controls. */
const MOST_PRESSES = 250;

const START_WALK = `
  // Tab goes on from the last place of the focus, even if nothing has it.
  if (overlay === null) {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  }
  // It hands the focus on to the one of its members that had it last.
  const isGroup = (element) =>
    ['toolbar', 'tablist', 'radiogroup', 'group'].includes(element.getAttribute('role'));
  const isChosenRadio = (element) => element.type !== 'radio' || element.checked;
  globalThis.walk = {
    wanted: controls.filter(
      (element) => element.tabIndex >= 0 && isChosenRadio(element) && !isGroup(element),
    ),
    // What has the focus already shows it.
    looks: new Map(
      controls
        .filter((element) => element !== document.activeElement)
        .map((element) => [element, look(element)]),
    ),
    last: null,
    overlay, describe, look,
    reached: new Set(), unseen: [], unmarked: [],
  };
`;

const LOOK_AROUND = `
  const { walk } = globalThis;
  const focused = document.activeElement;
  if (focused === document.body || walk.overlay?.contains(focused) === false) return 'lost';
  // A field for a date has several parts.
  if (focused === walk.last) return 'on';
  walk.last = focused;
  if (walk.reached.has(focused)) return 'round';
  walk.reached.add(focused);
  const box = focused.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  if (!isSeen) walk.unseen.push(walk.describe(focused));
  if (walk.looks.get(focused) === walk.look(focused)) walk.unmarked.push(walk.describe(focused));
  return walk.wanted.every((element) => walk.reached.has(element)) ? 'all' : 'on';
`;

/** Presses Tab from the beginning to the end, or once round in what keeps the focus. */
export async function tabWalk(page: Page): Promise<TabWalk> {
  await inPage(page, START_WALK);
  let lost = 0;
  for (let press = 0; press < MOST_PRESSES; press += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate<'lost' | 'round' | 'all' | 'on'>(`(() => {${LOOK_AROUND}})()`);
    if (step === 'round' || step === 'all' || lost > 1) {
      break;
    }
    lost += step === 'lost' ? 1 : 0;
  }
  const found = await page.evaluate<Omit<TabWalk, 'lost'>>(`(() => {
    const { wanted, reached, unseen, unmarked, describe } = globalThis.walk;
    const missed = wanted.filter((element) => !reached.has(element) && element.isConnected);
    return { missed: missed.map(describe), unseen, unmarked };
  })()`);
  // The end of the page, from where the browser goes on to itself, is no loss.
  return { ...found, lost: Math.max(0, lost - 1) };
}

/** Presses Tab where it may do nothing; how often the focus left what lies upon the window. */
export async function tabsAway(page: Page, presses: number): Promise<number> {
  let away = 0;
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    away += (await focusedNow(page)).inOverlay ? 0 : 1;
  }
  return away;
}
