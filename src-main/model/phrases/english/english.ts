/** All that Cordboard says, in English: the one place for its words. */
import { AGENT } from './agent';
import { API } from './api';
import { ARI } from './ari';
import { ASTERISK } from './asterisk';
import { CALL } from './call';
import { CHECKS } from './checks';
import { CONFIG } from './config';
import { DEMO } from './demo';
import { DESK } from './desk';
import { EXPORTS } from './exports';
import { FORMS } from './forms';
import { GENERAL } from './general';
import { MEDIA } from './media';
import { OPERATORS } from './operators';
import { PLUGINS } from './plugins';
import { PROGRAM } from './program';
import { RULES } from './rules';
import { SHELL } from './shell';
import { STORE } from './store';
import { SUMMARY } from './summary';
import { TALK } from './talk';
import { TOOLS } from './tools';
import { TRIAL } from './trial';
import { WEBHOOKS } from './webhooks';
import { WINDOW } from './window';

export const ENGLISH = {
  ...AGENT,
  ...API,
  ...ARI,
  ...ASTERISK,
  ...CALL,
  ...CHECKS,
  ...CONFIG,
  ...DEMO,
  ...DESK,
  ...EXPORTS,
  ...FORMS,
  ...GENERAL,
  ...MEDIA,
  ...OPERATORS,
  ...PLUGINS,
  ...PROGRAM,
  ...RULES,
  ...SHELL,
  ...STORE,
  ...SUMMARY,
  ...TALK,
  ...TOOLS,
  ...TRIAL,
  ...WEBHOOKS,
  ...WINDOW,
} as const;
