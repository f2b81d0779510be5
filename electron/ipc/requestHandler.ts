/** The form of a request's handler. Its types come from `Requests`. */
import type { WebFrameMain } from 'electron';
import type { z } from 'zod';
import type { Result } from '#main/util/result';
import type { RequestInput, RequestName, RequestOutput } from '../contract/requests';

/**
 * The frame a request came from; answers to it can carry ports. Its `frameTreeNodeId` stays the
 * same for as long as its window is open, whatever is loaded into it.
 */
export type RequestSender = Pick<WebFrameMain, 'postMessage' | 'frameTreeNodeId'>;

/** How the input of a request must look, and what is done with it. */
type RequestHandler<Name extends RequestName> = {
  readonly schema: z.ZodType<RequestInput<Name>>;
  readonly run: (
    input: RequestInput<Name>,
    sender: RequestSender,
  ) => Promise<Result<RequestOutput<Name>>>;
};

/** One handler for each request: one that is missing, or too many, does not compile. */
export type RequestHandlers = { readonly [Name in RequestName]: RequestHandler<Name> };

/** The handlers of all requests of a subject, which is the first part of their names. */
export type HandlersOf<Subject extends string> = Pick<
  RequestHandlers,
  Extract<RequestName, `${Subject}:${string}`>
>;
