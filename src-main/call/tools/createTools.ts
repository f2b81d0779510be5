/** Brings the tools of a call together. */
import { createCallTools } from './callTools';
import { CallToolRunner } from './callToolRunner';
import type { HttpToolAccess } from './httpTool';
import { createHttpTool } from './httpTool';
import type { CreateTools, Tool } from './toolRunner';

/** What tools are made with. */
export type ToolsOptions = {
  /** Hosts and secrets of the HTTP tools; asked for at every call of one. */
  readonly access: () => HttpToolAccess;
  /** Tools beside those of the profiles, in every call. */
  readonly extra: () => readonly Tool[];
};

/** Makes the tools of each call: those that act on the call, then the profile's HTTP requests, then the others. */
export function createToolsWith({ access, extra }: ToolsOptions): CreateTools {
  return (host, { tools, transferTargets }, log) =>
    new CallToolRunner(
      [
        ...createCallTools(host, tools, transferTargets),
        ...tools.http.map((tool) => createHttpTool(tool, access)),
        ...extra(),
      ],
      host,
      log,
    );
}
