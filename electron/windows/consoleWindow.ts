import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  screen,
  type WebContents,
} from 'electron';
import type { Log } from '#main/observability/log';
import { DOT_SIZE, redDot } from '../badge';
import { CrashGuard } from './crashGuard';
import {
  DEFAULT_SIZE,
  MINIMUM_SIZE,
  readPlace,
  type WindowPlace,
  writePlace,
} from './windowBounds';

/** A page that hangs longer than this is ended and loaded again, ms. */
const HANG_LIMIT_MS = 15_000;

/** A window that has not painted within this time is shown unpainted, ms. */
const SHOW_LIMIT_MS = 5_000;

/** Moves and resizes come in bursts: the place is written this long after the last one, ms. */
const REMEMBER_AFTER_MS = 500;

/**
 * Runs in the page, which draws nothing before it knows the calls. A page that is not ours, as it
 * could not be loaded, is waited for 10 s.
 */
const UNTIL_DRAWN = `new Promise((resolve) => {
  let looks = 100;
  const look = () => {
    const isDrawn = document.getElementById('root')?.firstElementChild != null;
    looks -= 1;
    setTimeout(isDrawn || looks === 0 ? resolve : look, 100);
  };
  look();
})`;

export type ConsoleWindowOptions = {
  readonly url: string;
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly placeFile: string;
  readonly devTools: boolean;
  readonly log: Log;
  /** The page is gone or loads anew. */
  readonly onPageGone: () => void;
  readonly onVisible: (visible: boolean) => void;
  readonly onFocus: () => void;
  /** A person closed the window; it stays open until it is destroyed. */
  readonly onCloseRequested: () => void;
};

export type ConsoleWindow = {
  /** `frameTreeNodeId` of its page, by which requests name where they come from. */
  readonly page: number;
  /** Brings it to the front. */
  focus(): void;
  hide(): void;
  readonly isFocused: boolean;
  /** Asks for a look in the task bar, until the window has the focus. */
  flash(): void;
  /** Puts a red dot on its button in the task bar of Windows; null takes it away. */
  setDot(meaning: string | null): void;
  /** Loads the page anew: nothing of what it held is left. */
  reload(): void;
  /** Sends to the page; does nothing when there is none. */
  send(channel: string, payload: unknown): void;
  /** Whether a page is loaded and responds. */
  readonly canAnswer: boolean;
  /** PNG of the page as it is, once it has drawn something; 10 s are waited for that. */
  capture(): Promise<Buffer>;
  destroy(): void;
};

/** Opens the window at the place where it was last. */
export async function openConsoleWindow(options: ConsoleWindowOptions): Promise<ConsoleWindow> {
  const { placeFile } = options;
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const place = await readPlace(placeFile, areas);
  const window = new BrowserWindow(windowOptions(options, place));
  if (place?.maximized === true) {
    window.maximize();
  }
  showWhenPainted(window);
  rememberPlace(window, placeFile);
  const page = keepPageAlive(window.webContents, options);
  followVisibility(window, options.onVisible);
  window.on('focus', () => {
    options.onFocus();
  });
  window.on('close', (event) => {
    event.preventDefault();
    options.onCloseRequested();
  });
  page.load();

  return {
    page: window.webContents.mainFrame.frameTreeNodeId,
    focus: () => {
      bringToFront(window);
    },
    hide() {
      window.hide();
    },
    get isFocused() {
      return !window.isDestroyed() && window.isFocused();
    },
    ...inTaskBar(window),
    reload() {
      page.load();
    },
    send(channel, payload) {
      if (!window.isDestroyed() && !window.webContents.isDestroyed()) {
        window.webContents.send(channel, payload);
      }
    },
    get canAnswer() {
      return !window.isDestroyed() && page.isUp();
    },
    async capture() {
      // By its frame: the page itself would first wait until it is loaded.
      await window.webContents.mainFrame.executeJavaScript(UNTIL_DRAWN);
      return (await window.webContents.capturePage()).toPNG();
    },
    destroy() {
      if (!window.isDestroyed()) {
        window.destroy();
      }
    },
  };
}

function inTaskBar(window: BrowserWindow): Pick<ConsoleWindow, 'flash' | 'setDot'> {
  return {
    flash() {
      if (!window.isDestroyed()) {
        window.flashFrame(true);
      }
    },
    setDot(meaning) {
      if (!window.isDestroyed()) {
        window.setOverlayIcon(meaning === null ? null : dotPicture(), meaning ?? '');
      }
    },
  };
}

function dotPicture(): NativeImage {
  return nativeImage.createFromBitmap(redDot(), { width: DOT_SIZE, height: DOT_SIZE });
}

/** The page gets no Node and no world shared with the preload script. Exported for its test. */
export function windowOptions(
  options: Pick<ConsoleWindowOptions, 'preload' | 'devTools'>,
  place: WindowPlace | null,
): BrowserWindowConstructorOptions {
  return {
    ...DEFAULT_SIZE,
    ...(place === null ? {} : { x: place.x, y: place.y, width: place.width, height: place.height }),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Cordboard',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0E1116' : '#F6F7F9',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: options.devTools,
    },
  };
}

function followVisibility(window: BrowserWindow, onVisible: (visible: boolean) => void): void {
  for (const event of ['show', 'restore'] as const) {
    window.on(event as 'show', () => {
      onVisible(true);
    });
  }
  for (const event of ['hide', 'minimize'] as const) {
    window.on(event as 'hide', () => {
      onVisible(false);
    });
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) {
    window.restore();
  }
  window.show();
  window.focus();
}

function showWhenPainted(window: BrowserWindow): void {
  const show = () => {
    clearTimeout(limit);
    if (!window.isDestroyed() && !window.isVisible()) {
      window.show();
    }
  };
  const limit = setTimeout(show, SHOW_LIMIT_MS);
  window.once('ready-to-show', show);
}

function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!window.isDestroyed() && !window.isMinimized()) {
        void writePlace(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
      }
    }, REMEMBER_AFTER_MS);
  };
  window.on('resize', remember);
  window.on('move', remember);
  window.on('maximize', remember);
  window.on('unmaximize', remember);
  window.once('closed', () => {
    clearTimeout(timer);
  });
}

type Page = { load(): void; isUp(): boolean };

/** Wait before a page that could not be loaded is loaded again, ms. */
const RELOAD_AFTER_MS = 2_000;

/** Loads the page, and loads it again when it crashes or hangs. The calls go on meanwhile. */
function keepPageAlive(contents: WebContents, options: ConsoleWindowOptions): Page {
  const { log } = options;
  const crashes = new CrashGuard();
  let up = false;
  let hang: NodeJS.Timeout | undefined;

  const load = () => {
    contents.loadURL(options.url).catch((error: unknown) => {
      log.error({ url: options.url, error }, 'the window could not be loaded');
      // A supervisor cannot act on live calls in a blank window, so it is tried again.
      setTimeout(() => {
        if (!contents.isDestroyed()) {
          load();
        }
      }, RELOAD_AFTER_MS);
    });
  };
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) {
      up = false;
      options.onPageGone();
    }
  });
  contents.on('did-finish-load', () => {
    up = true;
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    clearTimeout(hang);
    up = false;
    options.onPageGone();
    if (reason === 'clean-exit') {
      return;
    }
    const reload = crashes.mayReload();
    log.error({ reason, exitCode, reload }, 'the window crashed');
    if (reload) {
      // Electron does not allow a load from within this event.
      setImmediate(load);
    }
  });
  contents.on('unresponsive', () => {
    up = false;
    log.warn({}, 'the window hangs');
    hang = setTimeout(() => {
      contents.forcefullyCrashRenderer();
    }, HANG_LIMIT_MS);
  });
  contents.on('responsive', () => {
    up = true;
    clearTimeout(hang);
  });
  contents.on('preload-error', (_event, path, error) => {
    log.error({ path, error }, 'the preload script failed');
  });
  return { load, isUp: () => up };
}
