import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import type { z } from 'zod';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import type { RequestResult, Requests } from '../contract/api';
import { REQUEST_CHANNELS, type RequestChannel } from '../contract/channels';
import { REQUEST_SCHEMAS, type RequestSchemas } from '../contract/schemas';
import { originOf } from '../security/origin';
import { failure } from './requestResults';

/** The same table, in the form that lets the compiler follow a channel to its input. */
const SCHEMAS: RequestSchemas = REQUEST_SCHEMAS;

/** The frame a request came from; answers to it can carry ports. */
export type RequestSender = Pick<WebFrameMain, 'postMessage'>;

/** What answers each request. The input has passed its schema. */
export type RequestHandlers = {
  readonly [Channel in RequestChannel]: (
    input: Requests[Channel]['input'],
    sender: RequestSender,
  ) => Promise<RequestResult<Requests[Channel]['output']>>;
};

/** Who may send. */
export type IpcTrust = {
  /** Origin of the window's pages. */
  readonly origin: string;
  readonly log: Log;
};

/**
 * Answers the window's requests. Each is checked twice before a handler sees it: it comes from the
 * main frame of our own page, and its payload has the form its channel asks for. A refusal is
 * logged and answered, and so is a handler that throws. The returned function stops.
 */
export function handleRequests(handlers: RequestHandlers, trust: IpcTrust): () => void {
  for (const channel of REQUEST_CHANNELS) {
    ipcMain.handle(channel, (event, payload: unknown) =>
      answer(channel, handlers, trust, event, payload),
    );
  }
  return () => {
    for (const channel of REQUEST_CHANNELS) {
      ipcMain.removeHandler(channel);
    }
  };
}

/**
 * Listens to a one-way message of the window, checked in the same way. The returned function stops.
 */
export function onMessage<T>(
  channel: string,
  schema: z.ZodType<T>,
  trust: IpcTrust,
  listener: (payload: T) => void,
): () => void {
  const receive = (event: IpcMainEvent, payload: unknown) => {
    const parsed = schema.safeParse(payload);
    if (trustedFrame(event.senderFrame, trust) === null || !parsed.success) {
      trust.log.warn(
        { channel, from: addressOf(event.senderFrame) },
        'message of the window refused',
      );
      return;
    }
    listener(parsed.data);
  };
  ipcMain.on(channel, receive);
  return () => {
    ipcMain.off(channel, receive);
  };
}

async function answer<Channel extends RequestChannel>(
  channel: Channel,
  handlers: RequestHandlers,
  trust: IpcTrust,
  event: IpcMainInvokeEvent,
  payload: unknown,
): Promise<RequestResult<Requests[Channel]['output']>> {
  const sender = trustedFrame(event.senderFrame, trust);
  if (sender === null) {
    trust.log.warn(
      { channel, from: addressOf(event.senderFrame) },
      'request of a foreign page refused',
    );
    return failure(cordboardError('refused', phrase('request.foreign-page')));
  }
  const parsed = SCHEMAS[channel].safeParse(payload);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.'));
    trust.log.warn({ channel, where }, 'request refused: wrong form');
    return failure(cordboardError('invalid-input', phrase('request.wrong-form', { channel })));
  }
  try {
    return await handlers[channel](parsed.data, sender);
  } catch (error) {
    trust.log.error({ channel, error: messageOf(error) }, 'request failed');
    return failure(cordboardError('internal', phrase('desk.defect')));
  }
}

/** The frame, if it is the main frame of our own page; it is null when the page is already gone. */
function trustedFrame(frame: WebFrameMain | null, trust: IpcTrust): WebFrameMain | null {
  return frame?.parent === null && originOf(frame.url) === trust.origin ? frame : null;
}

function addressOf(frame: WebFrameMain | null): string {
  return frame?.url.slice(0, 200) ?? '(gone)';
}
