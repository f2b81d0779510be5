import type { App, WebContents } from 'electron';
import type { Log } from '#main/observability/log';
import { originOf } from '../security/origin';

/** A page may only go to addresses of the origin it came from. */
export function mayNavigate(address: string, allowedOrigin: string): boolean {
  return originOf(address) === allowedOrigin;
}

/** Keeps every page on its site: no other site, no new window, no embedded page. */
export function guardNavigation(app: App, allowedOrigin: string, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, allowedOrigin, log);
  });
}

export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  allowedOrigin: string,
  log: Log,
): void {
  const refuse = (event: { preventDefault(): void; readonly url: string }) => {
    if (!mayNavigate(event.url, allowedOrigin)) {
      event.preventDefault();
      log.warn({ url: event.url }, 'navigation refused');
    }
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.warn({}, 'embedded page refused');
  });
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ url }, 'new window refused');
    return { action: 'deny' };
  });
}
