import { z } from 'zod';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import { done, ok } from '#main/util/result';
import type { About } from '../../about';
import type { AppInfo, ThemeChoice } from '../../contract/requests';
import type { HandlersOf, RequestSender } from '../requestHandler';

export type AppHandlerParts = {
  readonly desk: Pick<ActorDesk, 'calls' | 'program'>;
  readonly events: { begin(sender: RequestSender): void };
  readonly appInfo: () => AppInfo;
  readonly about: About;
  readonly setTheme: (choice: ThemeChoice) => void;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
};

export function createAppHandlers(parts: AppHandlerParts): HandlersOf<'app'> {
  const { desk, events, appInfo, about, copy } = parts;
  return {
    'app:snapshot': {
      schema: z.null(),
      run: async (_input, sender) => {
        // Before the snapshot is taken, so that no change falls between it and the first batch.
        events.begin(sender);
        return ok(await desk.calls.snapshot());
      },
    },
    'app:info': {
      schema: z.null(),
      run: () => Promise.resolve(ok(appInfo())),
    },
    'app:licences': {
      schema: z.null(),
      run: () => about.licences(),
    },
    'app:openDocs': {
      schema: z.null(),
      run: () => about.openDocs(),
    },
    'app:theme': {
      schema: z.strictObject({ choice: z.enum(['system', 'light', 'dark']) }),
      run: ({ choice }) => {
        parts.setTheme(choice);
        return Promise.resolve(done);
      },
    },
    'app:takeOver': {
      schema: z.null(),
      run: () => desk.calls.takeOverApplication(),
    },
    'app:diagnostics': {
      schema: z.null(),
      run: async () => {
        const packed = await desk.program.packDiagnostics();
        if (!packed.ok) {
          return packed;
        }
        copy(packed.value.text);
        return ok(packed.value.path);
      },
    },
  };
}
