/** A window of Electron with nothing in it, and no program around it. */
import { app, BrowserWindow } from 'electron';

// Not awaited: Electron is ready only after this file has run.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  return window.loadURL('about:blank');
});
