/** Words of the media connections. */
export const MEDIA = {
  'media.lost': 'The audio connection to Asterisk was lost; it is being restored.',
  'media-test.round-trip':
    'Round trip to Asterisk and back: {{medianMs}} ms (median), {{p99Ms}} ms (99 %), {{longestMs}} ms at most, of {{frames}}.',
} as const;
