export const AUDIO_TEXTS = {
  AUDIO_FORMAT: {
    label: 'Audio format',
    description:
      'Audio format between Asterisk and Cordboard. slin16: 16-bit linear PCM at 16 kHz, as Gemini needs it; the WebSocket transports support only this. slin: the same at 8 kHz, for rtp and audiosocket. ulaw, alaw: G.711 at 8 kHz, for rtp. If a transport does not support the format, the nearest one is used and the log says so.',
  },
  AUDIO_SAMPLE_RATE: {
    label: 'Sample rate',
    description:
      'Sample rate of AUDIO_FORMAT. With 8000, slin16 becomes slin. The 8 kHz formats ignore this setting.',
  },
  AUDIO_CHUNK_SIZE: {
    label: 'Least piece of audio sent to Gemini',
    description:
      'Least size of one piece of caller audio sent to Gemini; 320 samples are 20 ms. Larger pieces mean fewer messages, but add their length as delay. Silence that lasts for more than a second goes out in pieces of at least 100 ms, and with more than 30 agents at work all audio in pieces of at least 40 ms, with more than 120 of 100 ms; the beginning of speech does not wait for that.',
  },
  AUDIO_BUFFER_SIZE: {
    label: 'Audio kept while Gemini connects',
    description:
      'How much of the newest caller audio is kept while Gemini connects or reconnects; 32000 samples are 2 s. If it is too short, first words are lost.',
  },
} as const;
