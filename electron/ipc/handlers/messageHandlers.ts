import { z } from 'zod';
import type { HistoryDesk } from '#main/desk/historyDesk';
import { inboxQuery, messageId } from '#main/rules/recordSchemas';
import type { HandlersOf } from '../requestHandler';

export function createMessageHandlers(history: HistoryDesk): HandlersOf<'messages'> {
  return {
    'messages:list': {
      schema: z.strictObject({ query: inboxQuery(z.number) }),
      run: ({ query }) => history.messages(query),
    },
    'messages:mark': {
      schema: z.strictObject({ id: messageId(z.number), done: z.boolean() }),
      run: ({ id, done }) => history.markMessage(id, done),
    },
  };
}
