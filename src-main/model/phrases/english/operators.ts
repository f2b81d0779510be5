export const OPERATORS = {
  'role.viewer': 'viewer',
  'role.supervisor': 'supervisor',
  'role.lead': 'lead',
  'role.admin': 'admin',
  'operator.needs-role': 'Needs the role {{role}}.',
  'operator.locked': 'The window is locked. Sign in first.',
  'operator.wrong-pin': 'The PIN is wrong.',
  'operator.wait': 'Too many wrong PINs. Try again in {{seconds}} s.',
  'operator.unknown': 'There is no operator of this name.',
  'operator.no-lock':
    'The window can be locked once there are operators with a PIN: add the first one under Operators.',
  'operator.speaks': 'You are speaking on a call. Hand it back first, then lock.',
  'operator.not-signed-in': 'Nobody is signed in, so there is no PIN to change.',
  'operator.needs-pin': 'A new operator needs a PIN.',
  'operator.last-admin': 'At least one operator must be an admin.',
  'operator.too-many': 'No more than {{most}} operators can be kept.',
  'operators.unreadable':
    'The operators cannot be read from {{path}}, so nobody can sign in. The calls go on. Mend the file, or delete it to work without operators, and start Cordboard again.',
  'operators.open-to-others':
    'Others than its owner can read or write {{path}}, so nobody can sign in. The calls go on. Make it readable for its owner only (chmod 600), and start Cordboard again.',
} as const;
