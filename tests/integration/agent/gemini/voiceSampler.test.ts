import { beforeEach, describe, expect, it } from 'vitest';
import { createGeminiAgentFactory } from '#main/agent/gemini/liveAgent';
import { createVoiceSampler, type VoiceSampler } from '#main/agent/voiceSampler';
import { silentLog } from '#main/observability/log';
import { replyPart } from '#support/gemini/replyAudio';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 600 });
let gemini: StandInGemini;
let sampler: VoiceSampler;

beforeEach(() => {
  ({ gemini } = bench());
  sampler = createVoiceSampler(
    createGeminiAgentFactory({
      access: () => ({ kind: 'api-key', apiKey: 'TEST_KEY', baseUrl: gemini.baseUrl }),
      ...{ chunkSamples: 320, bufferSamples: 16_000, log: silentLog },
    }),
  );
});

describe('a sample of a Gemini voice', () => {
  it.each(['gemini-3.8-live', 'gemini-3.1-flash-live-preview'])(
    'is spoken in a session of its own by %s, which ends when the text is spoken',
    async (model) => {
      gemini.knobs.models = [...gemini.knobs.models, model];
      const text = 'Good morning, how can I help you?';
      const sample = await sampler.sample({ voice: 'Leda', model, text });
      expect(sample).toEqual({ ok: true, value: replyPart('tone', 'Leda', 0, 600 * 24) });
      const session = gemini.lastSession;
      expect(session.setup).toMatchObject({ voice: 'Leda', handle: null });
      expect(session.setup?.message.model).toContain(model);
      await gemini.waitFor(() => session.closed !== null);
      expect(session.closed).toMatchObject({ code: 1000 });
      expect(gemini.violations).toEqual([]);
    },
  );
});
