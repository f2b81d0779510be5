/** Functions as the Live API wants them declared and answered (Gemini Live API, "Tool use with Live API"). */
import type * as Genai from '@google/genai';
import type { ToolScheduling } from '#model/profile';
import type { ToolDeclaration, ToolResult } from '../../voiceAgent';
import type { ModelTraits } from './modelTraits';
import { parametersSchema } from './toolSchema';

/** Tools of one session. */
export type SessionTools = {
  readonly declarations: readonly ToolDeclaration[];
  readonly googleSearch: boolean;
};

/** The setup's `tools`; empty when there are none. */
export function toolsConfig(
  sdk: typeof Genai,
  tools: SessionTools,
  traits: ModelTraits,
): Genai.Tool[] {
  const functionDeclarations = tools.declarations.map((tool) => declaration(sdk, tool, traits));
  return [
    ...(tools.googleSearch ? [{ googleSearch: {} }] : []),
    ...(functionDeclarations.length === 0 ? [] : [{ functionDeclarations }]),
  ];
}

/** Whether the model says and hears nothing until the result is there. */
export function waitsForResult(scheduling: ToolScheduling, traits: ModelTraits): boolean {
  return traits.toolCalls === 'as-declared'
    ? scheduling === 'wait'
    : traits.toolCalls === 'blocking';
}

/** The answer to one call. Without `scheduling` where the model waits: it would have no meaning. */
export function functionResponse(
  sdk: typeof Genai,
  result: ToolResult,
  traits: ModelTraits,
): Genai.FunctionResponse {
  const { id, name, response, scheduling } = result;
  return Object.assign(new sdk.FunctionResponse(), {
    id,
    name,
    response,
    ...(waitsForResult(scheduling, traits)
      ? {}
      : { scheduling: schedulings(sdk.FunctionResponseScheduling)[scheduling] }),
  });
}

function declaration(
  sdk: typeof Genai,
  tool: ToolDeclaration,
  traits: ModelTraits,
): Genai.FunctionDeclaration {
  const parameters = parametersSchema(sdk, tool.parameters);
  const behavior = waitsForResult(tool.scheduling, traits)
    ? sdk.Behavior.BLOCKING
    : sdk.Behavior.NON_BLOCKING;
  return {
    name: tool.name,
    description: tool.description,
    ...(parameters === null ? {} : { parameters }),
    // A model that can only block knows no `behavior`.
    ...(traits.toolCalls === 'blocking' ? {} : { behavior }),
  };
}

/** A model that cannot wait learns what it should have waited for when it has finished speaking. */
function schedulings({
  INTERRUPT,
  SILENT,
  WHEN_IDLE,
}: typeof Genai.FunctionResponseScheduling): Record<
  ToolScheduling,
  Genai.FunctionResponseScheduling
> {
  return { interrupt: INTERRUPT, silent: SILENT, 'when-idle': WHEN_IDLE, wait: WHEN_IDLE };
}
