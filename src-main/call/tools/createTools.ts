/** Brings the tools of a call together. */
import type { CallId } from '#model/call';
import { CallToolRunner } from './callToolRunner';
import { createCallTools } from './callTools';
import { createHttpTool, type HttpToolAccess } from './httpTool';
import type { CreateTools, Tool } from './toolRunner';

/** What tools are made with. */
export type ToolsOptions = {
  /** Hosts and secrets of the HTTP tools; asked for at every call of one. */
  readonly access: () => HttpToolAccess;
  /** Tools of plugins for a call, beside those of its profile. */
  readonly extra: (callId: CallId) => readonly Tool[];
};

/**
 * Makes the tools of each call: those that act on the call, then the profile's HTTP requests, then
 * the others.
 */
export function createToolsWith({ access, extra }: ToolsOptions): CreateTools {
  return (host, { tools, transferTargets }, log, callId) =>
    new CallToolRunner(
      [
        ...createCallTools(host, tools, transferTargets),
        ...tools.http.map((tool) => createHttpTool(tool, access)),
        ...extra(callId),
      ],
      host,
      log,
    );
}
