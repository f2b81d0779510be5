import type { ElectronApplication, Page } from 'playwright';

/**
 * Loads the page anew, and has it draw as where there is a graphics card: every frame of the
 * screen, and changes as they come. It is the processor that draws them all the same.
 */
export async function drawAllFrames(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(({ app: program }) => {
    const status = program.getGPUFeatureStatus();
    program.getGPUFeatureStatus = () => ({ ...status, gpu_compositing: 'enabled' });
  });
  await page.reload();
}
