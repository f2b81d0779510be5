/** Words of the demo mode. */
export const DEMO = {
  'demo.not-answered': 'The call has to be answered first.',
  'demo.caller-gone': 'The caller has hung up.',
  'demo.voice-while-disconnected':
    'The voice cannot be changed while the agent is not connected. Try again.',
} as const;
