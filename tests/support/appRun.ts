/** The start script of an AppImage, as electron-builder writes it beside the program. */
import { rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateAppRunScript } from 'app-builder-lib/out/targets/appimage/appImageUtil';

export type AppRun = {
  readonly script: string;
  remove(): Promise<void>;
};

/**
 * Writes the script into the folder of the program `cordboard`. The script finds user namespaces
 * there allowed, or forbidden.
 */
export async function writeAppRun(
  folder: string,
  userNamespaces: 'allowed' | 'forbidden',
): Promise<AppRun> {
  const script = path.join(folder, 'AppRun');
  // The script looks for commands in its own folder first.
  const unshare = path.join(folder, 'unshare');
  const text = generateAppRunScript({
    ProductName: 'Cordboard',
    ProductFilename: 'Cordboard',
    ExecutableName: 'cordboard',
    DesktopFileName: 'cordboard.desktop',
    ResourceName: 'appimagekit-cordboard',
  });
  await writeFile(script, text, { mode: 0o755 });
  await symlink(userNamespaces === 'allowed' ? '/bin/true' : '/bin/false', unshare);
  return {
    script,
    remove: async () => {
      await rm(script);
      await rm(unshare);
    },
  };
}
