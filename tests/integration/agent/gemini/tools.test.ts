import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToolDeclaration, ToolResult } from '#main/agent/voiceAgent';
import type { ToolScheduling } from '#model/profile';
import type { StandInGemini } from '#support/gemini/standInGemini';
import {
  type AgentUnderTest,
  ask,
  type MakeAgent,
  sendFrames,
  silence,
  speech,
  useStandIn,
} from './agentHarness';

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

const PARAMETERS = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    city: { type: 'string', description: 'Name of the city.', minLength: 1 },
    days: { type: ['integer', 'null'], minimum: 1, default: 3 },
  },
  required: ['city'],
  additionalProperties: false,
};

function weather(scheduling: ToolScheduling): ToolDeclaration {
  return {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: PARAMETERS,
    scheduling,
  };
}

function sunny(id: string, scheduling: ToolScheduling): ToolResult {
  return { id, name: 'get_weather', response: { weather: 'sunny' }, scheduling };
}

async function started(
  scheduling: ToolScheduling,
  options: Parameters<MakeAgent>[1] = {},
): Promise<AgentUnderTest> {
  // Every connection counts as old enough to be replaced when its end is announced.
  const under = make({ times: { stableMs: 0 } }, { tools: [weather(scheduling)], ...options });
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  gemini.knobs.toolFor = (turn) =>
    turn === 1 ? { name: 'get_weather', args: { city: 'Oslo' } } : null;
  return under;
}

describe('declarations', () => {
  it('are declared in the form of the service, together with the search', async () => {
    await started('wait', { googleSearch: true });
    expect(gemini.lastSession.setup?.message.tools).toEqual([
      { googleSearch: {} },
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            description: 'The weather of a city.',
            behavior: 'BLOCKING',
            parameters: {
              type: 'OBJECT',
              properties: {
                city: { type: 'STRING', description: 'Name of the city.' },
                days: { type: 'INTEGER', nullable: true, minimum: 1 },
              },
              required: ['city'],
            },
          },
        ],
      },
    ]);
  });

  it('leave out parameters when there are none', async () => {
    const bare = { ...weather('silent'), parameters: { type: 'object', properties: {} } };
    await started('silent', { tools: [bare] });
    expect(gemini.lastSession.setup?.message.tools).toEqual([
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            description: 'The weather of a city.',
            behavior: 'NON_BLOCKING',
          },
        ],
      },
    ]);
  });

  it.each([
    ['gemini-3.1-flash-live-preview', undefined],
    ['gemini-3.8-live-extended-thinking', 'NON_BLOCKING'],
  ])('ask of %s only what it can do', async (model, behavior) => {
    await started('wait', { model });
    const [tool] = gemini.lastSession.setup?.message.tools ?? [];
    expect(tool).toMatchObject({ functionDeclarations: [{ name: 'get_weather' }] });
    expect(JSON.stringify(tool).includes('behavior')).toBe(behavior !== undefined);
    expect(JSON.stringify(tool).includes('"NON_BLOCKING"')).toBe(behavior === 'NON_BLOCKING');
  });
});

describe('a call', () => {
  it.each([
    ['wait', undefined],
    ['interrupt', 'INTERRUPT'],
    ['when-idle', 'WHEN_IDLE'],
  ] as const)('is passed on, answered (%s) and spoken about', async (scheduling, sent) => {
    const { agent, heard } = await started(scheduling);
    ask(agent);
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    const [call] = heard.toolCalls;
    expect(call).toEqual({ id: 'call-1', name: 'get_weather', args: { city: 'Oslo' } });
    agent.sendToolResult(sunny('call-1', scheduling));
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(heard.agentText).toBe('The result is {"weather":"sunny"}.');
    expect(gemini.lastSession.toolResponses).toEqual([
      {
        functionResponses: [
          {
            id: 'call-1',
            name: 'get_weather',
            response: { weather: 'sunny' },
            ...(sent === undefined ? {} : { scheduling: sent }),
          },
        ],
      },
    ]);
  });

  it('that is answered silently is not spoken about', async () => {
    const { agent, heard } = await started('silent');
    ask(agent);
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    agent.sendToolResult(sunny('call-1', 'silent'));
    await gemini.waitFor(() => gemini.lastSession.toolResponses.length === 1);
    ask(agent);
    await gemini.waitFor(() => heard.count('tool get_weather') === 2);
    expect(heard.count('audio')).toBe(0);
  });

  it('that the caller talks over is cancelled, and its result dropped', async () => {
    const { agent, heard, logLines } = await started('wait');
    ask(agent);
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    gemini.knobs.toolFor = () => null;
    ask(agent);
    await gemini.waitFor(() => heard.cancelledToolCalls.length === 1);
    expect(heard.cancelledToolCalls).toEqual(['call-1']);
    agent.sendToolResult(sunny('call-1', 'wait'));
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(gemini.lastSession.toolResponses).toEqual([]);
    expect(logLines.join('\n')).toContain('no longer wants the result');
  });

  it('of a session that is gone is not answered to the next one', async () => {
    const { agent, heard } = await started('when-idle');
    gemini.knobs.toolFor = () => null;
    ask(agent);
    await gemini.waitFor(() => gemini.givenHandles === 1);
    gemini.lastSession.callTool('call-9', 'get_weather', { city: 'Rome' });
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    gemini.lastSession.cut();
    await gemini.waitFor(() => heard.reconnects.length === 1);
    agent.sendToolResult(sunny('call-9', 'when-idle'));
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
    expect(gemini.lastSession.toolResponses).toEqual([]);
  });

  it('keeps an announced end waiting for its result', async () => {
    const { agent, heard } = await started('when-idle');
    ask(agent);
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    gemini.lastSession.goAway('50s', 50_000);
    gemini.lastSession.send({ usageMetadata: { promptTokenCount: 1 } });
    await gemini.waitFor(() => heard.usage.length === 1);
    expect(gemini.sessions).toHaveLength(1);
    agent.sendToolResult(sunny('call-1', 'when-idle'));
    await gemini.waitFor(() => heard.reconnects.length === 1);
    expect(heard.reconnects).toEqual(['resumed']);
    expect(heard.agentText).toBe('The result is {"weather":"sunny"}.');
  });
});

describe('the caller’s audio while the model waits', () => {
  it('goes on where the model takes it', async () => {
    const { agent, heard } = await started('wait');
    gemini.knobs.speechRms = 20_000;
    gemini.lastSession.callTool('call-1', 'get_weather');
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    sendFrames(agent, speech(200));
    await gemini.waitFor(() => gemini.lastSession.callerAudio.length === 3_200);
  });

  it('is kept back where it would end the session, and sent once afterwards', async () => {
    const model = 'gemini-2.5-flash-native-audio-preview-12-2025';
    const { agent, heard } = await started('wait', { model });
    gemini.knobs.speechRms = 20_000;
    gemini.lastSession.callTool('call-1', 'get_weather');
    await gemini.waitFor(() => heard.toolCalls.length === 1);
    const said = Buffer.concat([speech(200), silence(40)]);
    sendFrames(agent, said);
    agent.sendToolResult(sunny('call-1', 'wait'));
    await gemini.waitFor(() => gemini.lastSession.callerAudio.length === said.length / 2);
    expect(Buffer.from(gemini.lastSession.callerAudio.buffer).equals(said)).toBe(true);
  });
});
