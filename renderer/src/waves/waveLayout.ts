/** Middle line and half height of a wave, CSS pixels. */
type WaveBand = { readonly middle: number; readonly half: number };

/** Top and height of a lane, CSS pixels. */
export type Lane = { readonly top: number; readonly height: number };

/** Where the parts of a picture are. A small one has no more than two waves on one axis. */
export type WaveLayout = {
  readonly caller: WaveBand;
  readonly agent: WaveBand;
  /** Caller upwards and agent downwards only, for two waves on one axis. */
  readonly oneSided: boolean;
  /** What the large picture has besides; null for a small one. */
  readonly lanes: {
    readonly ruler: Lane;
    readonly callerActivity: Lane;
    readonly agentActivity: Lane;
    /** What goes down the line to the caller. */
    readonly heard: Lane;
    readonly marks: Lane;
  } | null;
};
