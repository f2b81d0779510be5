import { z } from 'zod';
import type { ProgramDesk } from '#main/desk/programDesk';
import { webhookReceiverId } from '#main/rules/webhookUrls';
import { ok } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

export function createWebhookHandlers(program: ProgramDesk): HandlersOf<'webhooks'> {
  return {
    'webhooks:list': {
      schema: z.null(),
      run: async () => ok(await program.webhookReceivers()),
    },
    'webhooks:send': {
      schema: z.strictObject({ receiver: webhookReceiverId }),
      run: ({ receiver }) => program.sendWebhooks(receiver),
    },
  };
}
