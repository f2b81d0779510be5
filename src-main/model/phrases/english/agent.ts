/** Words of the connection to Gemini. */

const CREDENTIALS =
  'GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT)';

export const AGENT = {
  'gemini.not-configured':
    'Gemini is not configured. Set GOOGLE_API_KEY (create a key in Google AI Studio) or the settings of Vertex AI, then start again. Until then callers hear the fallback announcement.',
  'gemini.key-missing': 'The Gemini API key is missing. Set GOOGLE_API_KEY.',
  'gemini.key-wrong':
    'GOOGLE_API_KEY holds a character that no API key has (a quotation mark or a space?). Copy the key again.',
  'gemini.project-wrong':
    'GOOGLE_CLOUD_PROJECT is not the id of a Google Cloud project. Set it, or turn GOOGLE_GENAI_USE_VERTEXAI off.',
  'gemini.location-wrong':
    'GOOGLE_CLOUD_LOCATION is not the name of a region, such as us-central1, or global.',
  'gemini.address-wrong':
    'GEMINI_BASE_URL is not an address like https://host[:port]. Correct it, or leave it empty for Google.',
  'gemini.model-name-wrong': 'GEMINI_LIVE_MODEL is not a model name. Set it to {{newest}}.',
  'gemini.model-shut-down':
    'The model {{model}} was shut down on {{date}}. Set GEMINI_LIVE_MODEL to {{newest}}.',
  'gemini.model-unknown':
    'Gemini does not offer the model {{model}} for live talks. Set GEMINI_LIVE_MODEL to {{newest}}.',
  'gemini.text-model-unknown':
    'Gemini does not offer the model {{model}} for texts. Set GEMINI_TEXT_MODEL to another one; calls work without it, summaries do not.',
  'gemini.no-token':
    'Google gave no access token ({{reason}}). Check GOOGLE_APPLICATION_CREDENTIALS and the network.',
  'gemini.access-refused': `Gemini refused the credentials (HTTP {{status}}). Check ${CREDENTIALS} and what they allow.`,
  'gemini.unavailable': 'Gemini is not available now (HTTP {{status}}).',
  'gemini.no-live-service':
    'No Gemini Live service at the configured address (HTTP {{status}}). Check GEMINI_BASE_URL.',
  'gemini.another-service':
    'What answers at the configured address is not Gemini. Check GEMINI_BASE_URL.',
  'gemini.unreachable':
    'Gemini cannot be reached ({{reason}}). Check the network and GEMINI_BASE_URL.',
  'gemini.not-trusted':
    "The TLS connection to Gemini is not trusted ({{reason}}). Check GEMINI_BASE_URL and the system's certificates.",
  'gemini.slow':
    'Gemini did not answer within {{timeoutMs}} ms. Check the network and GEMINI_BASE_URL.',
  'gemini.no-setup': 'Gemini did not set the session up within {{waitedMs}} ms.',
  'gemini.no-session-in-time': 'Gemini did not answer in time.',
  'gemini.closed-credentials': `Gemini refused the credentials. Check ${CREDENTIALS}. ({{close}})`,
  'gemini.closed-model':
    'Gemini does not offer this model for live talks. Set GEMINI_LIVE_MODEL to {{newest}}. ({{close}})',
  'gemini.closed-voice': 'Gemini refused the voice. Choose another one. ({{close}})',
  'gemini.closed-session': 'Gemini refused the session. ({{close}})',
  'gemini.closed-quota':
    'The quota of the Gemini API key is used up, or too many sessions run at once. Check the limits of the key in AI Studio. ({{close}})',
  'gemini.closed-lost': 'The connection to Gemini was lost. ({{close}})',
  'gemini.closed-unexpectedly': 'Gemini closed the connection in an unexpected way. ({{close}})',
  'gemini.close-code': 'code {{code}}',
  'gemini.close-code-and-reason': 'code {{code}}: {{reason}}',
  'gemini.takes-no-audio': 'Gemini took no audio for {{forMs}} ms.',
  'gemini.stuck-no-answer': 'Gemini does not answer the caller.',
  'gemini.stuck-soundless': 'What Gemini says is silence.',
  'gemini.stuck-asked': 'A supervisor asked for another connection.',
  'gemini.stuck-mute': 'Gemini answers without sound.',
  'gemini.session-ended': 'The session was ended.',
  'gemini.ended-by-listener': 'A listener of the link ended the session.',
  'gemini.started-already': 'The agent was started before.',
  'gemini.voice-changing': 'A voice change is running. Wait for it to end.',
  'gemini.voice-while-disconnected': 'The voice can be changed only while the agent is connected.',
  'gemini.probe-defect':
    'The check of Gemini failed unexpectedly. This is a defect of Cordboard; it tries again.',
  'gemini.setup-defect': 'The Gemini session could not be prepared. This is a defect of Cordboard.',
  'gemini.sdk-defect': 'The SDK could not set the session up. This is a defect of Cordboard.',
  'sample.slow': 'The voice was not heard in time. Try again.',
  'sample.silent': 'Gemini answered without a sound. Try again.',
} as const;
