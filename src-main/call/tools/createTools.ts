import type { CallId } from '#model/call';
import { CallToolRunner } from './callToolRunner';
import { createCallTools } from './callTools';
import type { HttpToolAccess } from './httpQuestion';
import { createHttpTool } from './httpTool';
import { needingApproval } from './supervisorTools';
import type { CreateTools, Tool } from './toolRunner';

export type ToolsOptions = {
  /** Hosts and secrets of the HTTP tools; read at every tool call. */
  readonly access: () => HttpToolAccess;
  /** Tools of plugins for a call, in addition to those of its profile. */
  readonly extra: (callId: CallId) => readonly Tool[];
};

/**
 * Creates the tools of each call: those that act on the call, then the profile's HTTP tools, then
 * those of plugins.
 */
export function createToolsWith({ access, extra }: ToolsOptions): CreateTools {
  return (host, { tools, transferTargets }, { callId, facts, log }) =>
    new CallToolRunner(
      [
        ...createCallTools(host, tools, transferTargets),
        ...tools.http.map((tool) => {
          const made = createHttpTool(tool, access, facts);
          return tool.approval ? needingApproval(made, tools.answerSeconds * 1_000) : made;
        }),
        ...extra(callId),
      ],
      host,
      log,
    );
}
