/** What the window sends over a scripted bridge, and what a test sees of it. */
import type {
  RequestError,
  RequestInput,
  RequestName,
  RequestOutput,
  RequestResult,
} from '#contract/requests';
import { phrase } from '#model/phrases/phrase';

/** What the window can send: a request, or one of the bridge's own functions. */
export type SentName = RequestName | 'openHeadset' | 'openTestCall';

/** Requested all the time, or by each window that opens: they would hide the others. */
export const UNNOTED: ReadonlySet<SentName> = new Set<SentName>([
  'app:menu',
  'calls:timeline',
  'calls:ahead',
  'history:health',
  'history:earlierCalls',
  'exports:progress',
  'station:view',
  'station:touch',
  'app:theme',
  'app:muteAlerts',
  'app:panicKey',
  'windows:lines',
]);

/** Something the window sent. */
export type SentRequest = { readonly name: SentName; readonly input: unknown };

/** Scripted answers. A request without one rejects. */
export type Answers = {
  readonly [Name in RequestName]?: (
    input: RequestInput<Name>,
  ) => RequestResult<RequestOutput<Name>>;
};

/** An error that the program answers with. */
export function refusal(kind: string, message: string): RequestError {
  return { kind, phrase: phrase('text', { text: message }), message, retryable: false };
}
