import { request } from '../../bridge/bridge';
import { frameScheduler } from '../../waves/frameScheduler';

/** Finds out what draws the window, before there is anything to draw. */
export async function startDrawing(): Promise<void> {
  const info = await request('app:info', null);
  if (info.ok) {
    frameScheduler.setDrawing(info.value.drawing);
  }
}
