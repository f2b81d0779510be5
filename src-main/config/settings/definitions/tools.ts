/** Settings of the HTTP tools of profiles. */
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets } from '#main/rules/toolSecrets';
import { phrase } from '#model/phrases/phrase';
import { parsedText } from '../forms';
import { secretSetting, settingsGroup, textSetting } from '../kinds';

export const TOOL_SETTINGS = settingsGroup('tools', {
  HTTP_TOOL_HOSTS: textSetting({
    form: parsedText(phrase('form.hosts'), parseToolHosts),
    default: '',
    live: true,
  }),
  HTTP_TOOL_SECRETS: secretSetting({
    form: parsedText(phrase('form.secret-pairs'), parseToolSecrets),
    live: true,
  }),
});
