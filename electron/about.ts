import { readFile } from 'node:fs/promises';
import type { Shell } from 'electron';
import { z } from 'zod';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Licence } from './contract/requests';

/** What the dialog about the program shows that is not known while it is written. */
export type About = {
  /** The packages in the program. Fails with `not-found` where the build left no list. */
  licences(): Promise<Result<readonly Licence[]>>;
  /** Shows the folder of documents. Fails with `not-found`. */
  openDocs(): Promise<Result<void>>;
};

const licences = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
) satisfies z.ZodType<readonly Licence[]>;

type AboutParts = {
  /** Made by the build, see build/lib/licences.mjs. */
  readonly licencesFile: string;
  readonly docsFolder: string;
  readonly system: Pick<Shell, 'openPath'>;
};

export function createAbout({ licencesFile, docsFolder, system }: AboutParts): About {
  return {
    async licences() {
      try {
        return ok(licences.parse(JSON.parse(await readFile(licencesFile, 'utf8'))));
      } catch (error) {
        return fail(cordboardError('not-found', phrase('about.no-licences'), { cause: error }));
      }
    },
    async openDocs() {
      const problem = await system.openPath(docsFolder);
      return problem === ''
        ? done
        : fail(cordboardError('not-found', phrase('about.no-docs', { folder: docsFolder })));
    },
  };
}
