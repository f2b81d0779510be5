/** Declares and answers functions (Gemini Live API, "Tool use with Live API"). */
import type * as Genai from '@google/genai';
import type { ToolScheduling } from '#model/profile';
import type { ToolDeclaration, ToolResult } from '../../voiceAgent';
import type { ModelTraits } from './modelTraits';
import { parametersSchema } from './toolSchema';

export type SessionTools = {
  readonly declarations: readonly ToolDeclaration[];
  readonly googleSearch: boolean;
};

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

/** Whether the model neither speaks nor hears until the result has come. */
export function waitsForResult(scheduling: ToolScheduling, traits: ModelTraits): boolean {
  return traits.toolCalls === 'as-declared'
    ? scheduling === 'wait'
    : traits.toolCalls === 'blocking';
}

/** The result of one function call; `id` is null when the service gave it none. */
export type FunctionResult = Omit<ToolResult, 'id'> & { readonly id: string | null };

/** The answer to one call. It has a `scheduling` only where the model does not wait. */
export function functionResponse(
  sdk: typeof Genai,
  result: FunctionResult,
  traits: ModelTraits,
): Genai.FunctionResponse {
  const { id, name, response, scheduling } = result;
  return Object.assign(new sdk.FunctionResponse(), {
    // JSON leaves it out; the SDK throws when the property itself is missing.
    id: id ?? undefined,
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
    // A model that can only block does not know `behavior`.
    ...(traits.toolCalls === 'blocking' ? {} : { behavior }),
  };
}

/** A model that cannot wait gets the result of a `wait` tool when it has finished speaking. */
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
