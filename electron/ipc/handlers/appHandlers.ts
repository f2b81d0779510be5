import { z } from 'zod';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import { done, ok } from '#main/util/result';
import type { AppInfo, MenuGroup } from '../../contract/requests';
import type { QuitFlow } from '../../quitFlow';
import type { EventPublisher } from '../eventPublisher';
import type { HandlersOf } from '../requestHandler';

export type AppHandlerParts = {
  readonly desk: Pick<ActorDesk, 'calls' | 'program'>;
  readonly events: Pick<EventPublisher, 'begin'>;
  readonly appInfo: () => AppInfo;
  readonly showMenu: (groups: readonly MenuGroup[]) => void;
  readonly quit: Pick<QuitFlow, 'requestRestart' | 'cancelRestart'>;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
};

/** Most signs of a text in the menu, and most entries of a part of it. */
const MAX_MENU_CHARS = 200;
const MAX_MENU_ENTRIES = 100;

const menuText = z.string().min(1).max(MAX_MENU_CHARS);

const menuGroup = z.strictObject({
  label: menuText,
  entries: z
    .array(
      z.strictObject({
        id: menuText,
        label: menuText,
        enabled: z.boolean(),
        key: z.string().max(MAX_MENU_CHARS),
      }),
    )
    .max(MAX_MENU_ENTRIES),
});

export function createAppHandlers(parts: AppHandlerParts): HandlersOf<'app'> {
  const { desk, events, appInfo, showMenu, quit, copy } = parts;
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
    'app:menu': {
      schema: z.strictObject({ groups: z.array(menuGroup).max(MAX_MENU_ENTRIES) }),
      run: ({ groups }) => {
        showMenu(groups);
        return Promise.resolve(done);
      },
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
