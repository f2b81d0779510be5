/** What Asterisk's files need, for the names as typed. The password is never put into them. */

type Names = { readonly user: string; readonly app: string };

export function ariConf({ user }: Names): string {
  return [
    '[general]',
    'enabled = yes',
    '',
    `[${user}]`,
    'type = user',
    'read_only = no',
    'password = ',
  ].join('\n');
}

export function extensionsConf({ app }: Names): string {
  return ['[your-context]', `exten => 1000,1,Stasis(${app})`, ' same => n,Hangup()'].join('\n');
}
