/** Settings of the HTTP requests that a profile's tools make. */
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets, SECRET_PLACE } from '#main/rules/toolSecrets';
import { parsedText } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const TOOL_SETTINGS = settingsGroup('Tools', {
  HTTP_TOOL_HOSTS: textSetting({
    description:
      'Hosts that the HTTP tools of profiles may ask, separated by commas. A host in a network of your own also needs its address on the list. Empty: none. See docs/profiles.md.',
    form: parsedText('hosts such as api.example.com or 10.0.0.5:8080', parseToolHosts),
    default: '',
    live: true,
  }),
  HTTP_TOOL_SECRETS: secretSetting({
    description: `Secrets for the headers of HTTP tools, as NAME=value with blanks between them. A header holds a secret as ${SECRET_PLACE}.`,
    form: parsedText('NAME=value pairs', parseToolSecrets),
    live: true,
  }),
});
