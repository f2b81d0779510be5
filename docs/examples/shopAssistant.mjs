// @ts-check
/**
 * A plugin, as an example of all there is: a tool for the agent, an alarm word in the transcript, a
 * look at the audio, and an engine for voice activity detection. Try it with
 *
 *     PLUGINS=/path/to/docs/examples/shopAssistant.mjs
 *     VAD_ENGINE=loudness (only to try the engine; the ones that come with Cordboard are better)
 *
 * @param {import('./plugin-api.d.ts').CordboardPipeline} cordboard
 */
export function plugin(cordboard) {
  cordboard.registerTool(
    {
      name: 'opening_hours',
      description: 'Tells when the shop is open on a day of the week.',
      parameters: {
        type: 'object',
        properties: { day: { type: 'string', enum: Object.keys(OPENING_HOURS) } },
        required: ['day'],
      },
    },
    ({ day }) => ({ hours: OPENING_HOURS[String(day)] ?? 'closed' }),
  );

  /** @type {Set<string>} */
  const warned = new Set();
  cordboard.on('transcript.turn', ({ callId, turn }) => {
    const complains = turn.speaker === 'caller' && /\b(complain|complaint)\b/i.test(turn.text);
    if (complains && !warned.has(callId)) {
      warned.add(callId);
      void cordboard.act(callId, {
        kind: 'whisper',
        text: 'The caller wants to complain. Apologise once, and offer to connect them to a person.',
      });
    }
  });

  /** @type {Map<string, number>} */
  const loudest = new Map();
  cordboard.registerAudioTap(({ callId, caller }) => {
    loudest.set(callId, Math.max(loudest.get(callId) ?? 0, levelOf(caller)));
  });
  cordboard.on('call.ended', ({ call }) => {
    cordboard.log('info', 'loudest moment of the caller', {
      callId: call.id,
      rms: Math.round(loudest.get(call.id) ?? 0),
    });
    loudest.delete(call.id);
    warned.delete(call.id);
  });

  cordboard.registerVadEngine('loudness', (report) => {
    let speaking = false;
    let changedAtMs = 0;
    return {
      push: (frame, atMs, echoFloor) => {
        const loud = levelOf(frame) > Math.max(300, echoFloor);
        if (loud) {
          changedAtMs = atMs;
        }
        if (loud && !speaking) {
          speaking = true;
          report.speechStart(atMs);
        } else if (speaking && atMs - changedAtMs >= 500) {
          speaking = false;
          report.speechEnd(changedAtMs);
        }
      },
    };
  });
}

/** @type {Readonly<Record<string, string>>} */
const OPENING_HOURS = {
  monday: '9 to 18',
  tuesday: '9 to 18',
  wednesday: '9 to 18',
  thursday: '9 to 20',
  friday: '9 to 18',
  saturday: '10 to 14',
  sunday: 'closed',
};

/**
 * Loudness of 20 ms: root mean square of the samples.
 * @param {Int16Array} samples
 */
function levelOf(samples) {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  return Math.sqrt(sum / samples.length);
}
