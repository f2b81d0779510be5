import type { CallId } from '#model/call';
import type { ToolUse } from '#model/toolUse';
import { CallToolRunner } from './callToolRunner';
import { createCallTools } from './callTools';
import type { HttpToolAccess } from './httpQuestion';
import { createHttpTool } from './httpTool';
import { RecordedResults, replayed, unapproved } from './replayedTools';
import { needingApproval } from './supervisorTools';
import type { CreateTools, Tool, ToolHost, ToolsCall } from './toolRunner';

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
export function createToolsWith(options: ToolsOptions): CreateTools {
  const toolsOf = allTools(options);
  return (host, settings, call) =>
    new CallToolRunner(toolsOf(host, settings, call), host, call.log);
}

/**
 * Creates the same tools for a call that is played again: none of them acts, and what was recorded
 * answers.
 */
export function createReplayToolsWith(
  options: ToolsOptions,
): (recorded: readonly ToolUse[]) => CreateTools {
  const toolsOf = allTools(options);
  return (recorded) => (host, settings, call) => {
    const results = new RecordedResults(recorded);
    const tools = toolsOf(host, { ...settings, tools: unapproved(settings.tools) }, call).map(
      (tool) => replayed(tool, results),
    );
    return new CallToolRunner(tools, host, call.log);
  };
}

function allTools({ access, extra }: ToolsOptions) {
  return (
    host: ToolHost,
    { tools, transferTargets }: Parameters<CreateTools>[1],
    { callId, facts }: ToolsCall,
  ): readonly Tool[] => [
    ...createCallTools(host, tools, transferTargets),
    ...tools.http.map((tool) => {
      const made = createHttpTool(tool, access, facts);
      return tool.approval ? needingApproval(made, tools.answerSeconds * 1_000) : made;
    }),
    ...extra(callId),
  ];
}
