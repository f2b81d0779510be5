import { z } from 'zod';
import type { InboxMessage } from '#model/inbox';
import { count, epochMs } from './schemas';

/** A message that a caller left. */
export const inboxMessageSchema = z
  .object({
    id: count,
    callId: z.string(),
    callerNumber: z.string().describe('Empty when withheld'),
    callerName: z.string(),
    profileName: z.string().describe('Name of the profile of the call at that time'),
    at: epochMs,
    from: z.string().describe('Who left it, in their own words'),
    callBack: z.string().describe('How to reach them; empty if they did not say'),
    text: z.string(),
    done: z
      .object({ by: z.string(), at: epochMs })
      .nullable()
      .describe('Who saw to it and when; null while it is open'),
  })
  .meta({ id: 'InboxMessage' }) satisfies z.ZodType<InboxMessage>;
