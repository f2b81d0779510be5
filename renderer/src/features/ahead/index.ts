/** What the AI will say before its caller hears it, and what they did not hear. */
export { useAheadStore } from './aheadStore';
export { AheadStrip } from './AheadStrip';
export { LiveUnheard } from './LiveUnheard';
export { RestOffer } from './RestOffer';
export { restToSay } from './restToSay';
export { UnheardList } from './UnheardList';
export { paintUnheard } from './unheardWords';
