export const TOOLS_TEXTS = {
  HTTP_TOOL_HOSTS: {
    label: 'Hosts of HTTP tools',
    description:
      'Hosts that the HTTP tools of profiles may contact, separated by commas. For a host in a private network, also list its address. Empty: none. See docs/profiles.md.',
  },
  HTTP_TOOL_SECRETS: {
    label: 'Secrets of HTTP tools',
    description: `Secrets for the headers of HTTP tools: NAME=value pairs, separated by blanks. A header refers to a secret as \${NAME}.`,
  },
} as const;
