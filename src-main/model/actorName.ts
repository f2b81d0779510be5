/** Whoever acted, by name: without the door they came by (`window:ann`, `api:crm` in the audit). */
export function actorName(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1);
}
