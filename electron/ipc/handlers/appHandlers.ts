import { z } from 'zod';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import { done, ok } from '#main/util/result';
import type { AppInfo } from '../../contract/requests';
import type { QuitFlow } from '../../quitFlow';
import type { EventPublisher } from '../eventPublisher';
import type { HandlersOf } from '../requestHandler';

export type AppHandlerParts = {
  readonly desk: Pick<ActorDesk, 'calls' | 'program'>;
  readonly events: Pick<EventPublisher, 'begin'>;
  readonly appInfo: () => AppInfo;
  readonly quit: Pick<QuitFlow, 'requestRestart' | 'cancelRestart'>;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
};

export function createAppHandlers(parts: AppHandlerParts): HandlersOf<'app'> {
  const { desk, events, appInfo, quit, copy } = parts;
  return {
    'app:snapshot': {
      schema: z.null(),
      run: async () => {
        // Before the snapshot is taken, so that no change falls between it and the first batch.
        events.begin();
        return ok(await desk.calls.snapshot());
      },
    },
    'app:info': {
      schema: z.null(),
      run: () => Promise.resolve(ok(appInfo())),
    },
    'app:takeOver': {
      schema: z.null(),
      run: () => desk.calls.takeOverApplication(),
    },
    'app:restart': {
      schema: z.strictObject({ when: z.enum(['now', 'idle']) }),
      run: async ({ when }) => {
        await desk.program.noteRestart(when);
        quit.requestRestart(when);
        return done;
      },
    },
    'app:cancelRestart': {
      schema: z.null(),
      run: async () => {
        await desk.program.noteRestart('off');
        quit.cancelRestart();
        return done;
      },
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
