import { z } from 'zod';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import { done, ok } from '#main/util/result';
import { LANGUAGE_CHOICES } from '#model/language';
import type { About } from '../../about';
import type { AlertSound } from '../../alertSound';
import { PANIC_ACCELERATOR } from '../../contract/panicAccelerator';
import type { AppInfo, MenuGroup, ThemeChoice } from '../../contract/requests';
import type { ShellLanguage } from '../../language';
import type { PanicKey } from '../../panicKey';
import type { QuitFlow } from '../../quitFlow';
import type { HandlersOf, RequestSender } from '../requestHandler';

export type AppHandlerParts = {
  readonly desk: Pick<ActorDesk, 'calls' | 'program'>;
  readonly events: { begin(sender: RequestSender): void };
  readonly appInfo: () => AppInfo;
  readonly quit: Pick<QuitFlow, 'requestRestart' | 'cancelRestart' | 'question' | 'answer'>;
  /** A page says which of its commands the native menu has. */
  readonly showMenu: (groups: readonly MenuGroup[], sender: RequestSender) => void;
  readonly about: About;
  readonly language: Pick<ShellLanguage, 'current'>;
  readonly setTheme: (choice: ThemeChoice) => void;
  readonly alertSound: Pick<AlertSound, 'mute'>;
  readonly panicKey: Pick<PanicKey, 'choose'>;
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
    'app:menu': {
      schema: z.strictObject({ groups: z.array(menuGroup).max(MAX_MENU_ENTRIES) }),
      run: ({ groups }, sender) => {
        parts.showMenu(groups, sender);
        return Promise.resolve(done);
      },
    },
    'app:licences': {
      schema: z.null(),
      run: () => about.licences(),
    },
    'app:openDocs': {
      schema: z.null(),
      run: () => about.openDocs(),
    },
    ...createLookHandlers(parts),
    'app:takeOver': {
      schema: z.null(),
      run: () => desk.calls.takeOverApplication(),
    },
    ...createRestartHandlers(parts),
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

/** How the windows look and sound, and the key that closes the headset. */
function createLookHandlers(
  parts: AppHandlerParts,
): Pick<
  HandlersOf<'app'>,
  'app:language' | 'app:chooseLanguage' | 'app:theme' | 'app:muteAlerts' | 'app:panicKey'
> {
  return {
    'app:language': {
      schema: z.null(),
      run: () => Promise.resolve(ok(parts.language.current)),
    },
    'app:chooseLanguage': {
      schema: z.strictObject({ choice: z.enum(LANGUAGE_CHOICES) }),
      run: ({ choice }) => parts.desk.program.chooseLanguage(choice),
    },
    'app:theme': {
      schema: z.strictObject({ choice: z.enum(['system', 'light', 'dark']) }),
      run: ({ choice }) => {
        parts.setTheme(choice);
        return Promise.resolve(done);
      },
    },
    'app:panicKey': {
      schema: z.strictObject({ accelerator: z.string().regex(PANIC_ACCELERATOR).nullable() }),
      run: ({ accelerator }) => Promise.resolve(ok(parts.panicKey.choose(accelerator))),
    },
    'app:muteAlerts': {
      schema: z.strictObject({ muted: z.boolean() }),
      run: ({ muted }) => {
        parts.alertSound.mute(muted);
        return Promise.resolve(done);
      },
    },
  };
}

/** A restart now or once no call is left, its end, and the answer to what is asked before it. */
function createRestartHandlers({
  desk,
  quit,
}: AppHandlerParts): Pick<
  HandlersOf<'app'>,
  'app:restart' | 'app:cancelRestart' | 'app:answerQuit'
> {
  return {
    'app:restart': {
      schema: z.strictObject({ when: z.enum(['now', 'idle']) }),
      run: async ({ when }) => {
        const asked = await desk.program.askRestart(when);
        if (asked.ok) {
          quit.requestRestart(when);
        }
        return asked;
      },
    },
    'app:answerQuit': {
      schema: z.strictObject({ quit: z.boolean() }),
      run: async (input) => {
        const { question } = quit;
        const { program } = desk;
        if (input.quit && question !== null) {
          const may = await program.endWithCalls(question.goal, question.liveCalls);
          if (!may.ok) {
            return may;
          }
        }
        quit.answer(input.quit);
        return done;
      },
    },
    'app:cancelRestart': {
      schema: z.null(),
      run: async () => {
        const asked = await desk.program.askRestart('off');
        if (asked.ok) {
          quit.cancelRestart();
        }
        return asked;
      },
    },
  };
}
