export const MEDIA_TEXTS = {
  EXTERNAL_MEDIA_TRANSPORT: {
    label: 'Audio transport',
    description:
      'Transport of the audio. websocket-dial: Cordboard connects to Asterisk; nothing to configure there. websocket-listen: Asterisk connects to Cordboard. rtp, audiosocket: for an Asterisk without WebSocket media; it must reach EXTERNAL_MEDIA_HOST. auto: the first of websocket-dial, rtp and audiosocket that this Asterisk supports and that connects.',
  },
  EXTERNAL_MEDIA_CONTROL_FORMAT: {
    label: 'Format of control messages',
    description: 'Format of the WebSocket control messages; plain is for older Asterisk versions.',
  },
  EXTERNAL_MEDIA_HOST: {
    label: 'Address of this machine for Asterisk',
    description:
      'With websocket-listen, rtp and audiosocket: the address at which Asterisk reaches Cordboard.',
  },
  EXTERNAL_MEDIA_PORT: {
    label: 'Audio port',
    description:
      'With websocket-listen and audiosocket: the TCP port on which Cordboard waits for Asterisk.',
  },
  EXTERNAL_MEDIA_RTP_FIRST_PORT: {
    label: 'First RTP port',
    description:
      'With rtp: first UDP port for the audio; each call needs one. If Asterisk runs on this machine, choose ports outside the range of its rtp.conf.',
  },
  EXTERNAL_MEDIA_RTP_LAST_PORT: {
    label: 'Last RTP port',
    description: 'With rtp: last UDP port for the audio.',
  },
  EXTERNAL_MEDIA_CLIENT: {
    label: 'WebSocket client of Asterisk',
    description: "With websocket-listen: name of the section in Asterisk's websocket_client.conf.",
  },
  EXTERNAL_MEDIA_USERNAME: {
    label: 'User for the audio connection',
    description: 'With websocket-listen: user with which Asterisk must sign in. Empty: no sign-in.',
  },
  EXTERNAL_MEDIA_PASSWORD: {
    label: 'Password for the audio connection',
    description: 'Password of EXTERNAL_MEDIA_USERNAME.',
  },
} as const;
