import { join } from 'node:path';
import type { ConsoleWindow, ConsoleWindowOptions } from './consoleWindow';

/** What flows to the page of one window apart from answers. */
export type PageLinks = {
  /** The page is gone, loads anew, or may no longer see what it saw. */
  pause(): void;
  setVisible(visible: boolean): void;
  /** Idempotent. */
  close(): void;
};

/** Stands for the main window among the screens: it opens first, and closing it may quit. */
const MAIN = '';

export type ConsoleWindowsOptions<Links extends PageLinks> = Pick<
  ConsoleWindowOptions,
  'preload' | 'devTools' | 'log'
> & {
  readonly url: string;
  /** Each window's place is kept in a file there. */
  readonly dataDir: string;
  readonly openWindow: (options: ConsoleWindowOptions) => Promise<ConsoleWindow>;
  readonly linkPage: (window: Pick<ConsoleWindow, 'send'>) => Links;
  /** A page of these is gone. */
  readonly onPageGone: (page: number) => void;
  /** Another window may be `front` now. */
  readonly onFrontChanged: () => void;
  readonly onMainCloseRequested: () => void;
};

type Opened<Links> = { readonly window: ConsoleWindow; readonly links: Links };

/** The windows of the program: the main one, and one for each screen that was given its own. */
export class ConsoleWindows<Links extends PageLinks> {
  readonly #options: ConsoleWindowsOptions<Links>;
  readonly #opened = new Map<string, Opened<Links>>();
  readonly #opening = new Set<string>();
  /** The screen whose window had the focus last. */
  #front = MAIN;

  constructor(options: ConsoleWindowsOptions<Links>) {
    this.#options = options;
  }

  /** The main window, once it is open. */
  get main(): ConsoleWindow | null {
    return this.#opened.get(MAIN)?.window ?? null;
  }

  /** The window that has the focus, or had it last; the main one where that is closed. */
  get front(): ConsoleWindow | null {
    return this.#opened.get(this.#front)?.window ?? this.main;
  }

  /** Whether one of them has the focus now. */
  get isFocused(): boolean {
    return this.#all().some(({ window }) => window.isFocused);
  }

  /** Opens the window of a screen, or brings it to the front; the main one if none is named. */
  async open(screen: string = MAIN): Promise<void> {
    const there = this.#opened.get(screen);
    if (there !== undefined) {
      there.window.focus();
      return;
    }
    if (!this.#opening.has(screen)) {
      this.#opening.add(screen);
      try {
        await this.#create(screen);
      } finally {
        this.#opening.delete(screen);
      }
    }
  }

  /** What flows to the page with this `frameTreeNodeId`. */
  linksOf(page: number): Links | undefined {
    return this.#of(page)?.links;
  }

  /** The window with this page. */
  windowOf(page: number): ConsoleWindow | undefined {
    return this.#of(page)?.window;
  }

  /** Sends to the pages of all windows. */
  send(channel: string, payload: unknown): void {
    this.sendEach(channel, () => payload);
  }

  /** Sends to the pages of all windows, to each what is for it. */
  sendEach(channel: string, payloadFor: (page: number) => unknown): void {
    for (const { window } of this.#all()) {
      window.send(channel, payloadFor(window.page));
    }
  }

  pauseAll(): void {
    for (const { links } of this.#all()) {
      links.pause();
    }
  }

  reloadAll(): void {
    for (const { window } of this.#all()) {
      window.reload();
    }
  }

  /** Takes the windows from the screen; nothing flows to them any more. */
  hideAll(): void {
    for (const { window, links } of this.#all()) {
      window.hide();
      links.close();
    }
  }

  /** Closes the window of a screen that has this page; the main one stays. */
  closeOf(page: number): void {
    for (const [screen, { window }] of this.#opened) {
      if (screen !== MAIN && window.page === page) {
        this.#close(screen);
      }
    }
  }

  destroyAll(): void {
    for (const { window } of this.#all()) {
      window.destroy();
    }
  }

  #of(page: number): Opened<Links> | undefined {
    return this.#all().find(({ window }) => window.page === page);
  }

  #all(): readonly Opened<Links>[] {
    return [...this.#opened.values()];
  }

  async #create(screen: string): Promise<void> {
    const { url, dataDir, openWindow, linkPage, preload, devTools, log } = this.#options;
    let opened: Opened<Links> | null = null;
    const links = linkPage({
      send: (channel, payload) => {
        opened?.window.send(channel, payload);
      },
    });
    const window = await openWindow({
      url: screen === MAIN ? url : `${url}?screen=${screen}`,
      placeFile: join(dataDir, screen === MAIN ? 'window.json' : `window-${screen}.json`),
      ...{ preload, devTools, log },
      onPageGone: () => {
        links.pause();
        if (opened !== null) {
          this.#options.onPageGone(opened.window.page);
        }
      },
      onVisible: (visible) => {
        links.setVisible(visible);
      },
      onFocus: () => {
        this.#front = screen;
        this.#options.onFrontChanged();
      },
      onCloseRequested: () => {
        if (screen === MAIN) {
          this.#options.onMainCloseRequested();
        } else {
          this.#close(screen);
        }
      },
    });
    opened = { window, links };
    this.#opened.set(screen, opened);
  }

  #close(screen: string): void {
    const closing = this.#opened.get(screen);
    this.#opened.delete(screen);
    if (closing !== undefined) {
      closing.links.close();
      this.#options.onPageGone(closing.window.page);
      closing.window.destroy();
      this.#options.onFrontChanged();
    }
  }
}
