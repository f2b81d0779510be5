import { z } from 'zod';
import { done, ok } from '#main/util/result';
import type { Lines } from '../../lines';
import type { HandlersOf } from '../requestHandler';

export type WindowHandlerParts = {
  /** Opens the window of a screen. */
  readonly openWindow: (screen: string) => Promise<void>;
  /** Closes the window of a screen that has this page (`frameTreeNodeId`). */
  readonly closeWindow: (page: number) => void;
  readonly lines: Pick<Lines, 'elsewhere' | 'leaveElsewhere'>;
};

/** Name of a screen, for the address of its page. The page knows which there are. */
const screen = z.string().regex(/^[a-z][a-zA-Z]{0,30}$/);

export function createWindowHandlers(parts: WindowHandlerParts): HandlersOf<'windows'> {
  return {
    'windows:open': {
      schema: z.strictObject({ screen }),
      run: async (input) => {
        await parts.openWindow(input.screen);
        return done;
      },
    },
    'windows:close': {
      schema: z.null(),
      run: (_input, sender) => {
        const page = sender.frameTreeNodeId;
        // The answer goes first: its page goes with the window.
        setImmediate(() => {
          parts.closeWindow(page);
        });
        return Promise.resolve(done);
      },
    },
    'windows:lines': {
      schema: z.null(),
      run: (_input, sender) => Promise.resolve(ok(parts.lines.elsewhere(sender.frameTreeNodeId))),
    },
    'windows:leaveLines': {
      schema: z.null(),
      run: (_input, sender) => {
        parts.lines.leaveElsewhere(sender.frameTreeNodeId);
        return Promise.resolve(done);
      },
    },
  };
}
