import { words } from '../format/words';

const kinds: Readonly<Record<string, string>> = {
  platformadmin: 'Platform admin',
  platform_admin: 'Platform admin',
  apikey: 'API key',
  api_key: 'API key',
  user: 'Member',
};

/** `member:{id}` → a name where one is known; an id alone is shortened, since nobody reads the rest. */
export function actorText(actor: string | null, names: ReadonlyMap<string, string>): string {
  if (actor === null || actor === '') return 'System';
  const at = actor.indexOf(':');
  if (at < 0) return kinds[actor] ?? words(actor);
  const [kind, who] = [actor.slice(0, at), actor.slice(at + 1)];
  const name = names.get(who) ?? names.get(dashed(who));
  if (name !== undefined) return name;
  // Both are known by the order itself.
  if (kind === 'customer') return 'Customer';
  if (kind === 'call') return 'Caller';
  const said = kinds[kind] ?? words(kind);
  if (kind === who) return said;
  const isId = /^[0-9a-f]{8}-?[0-9a-f-]{8,}$/i.test(who);
  return isId ? `${said} ${who.slice(-6)}` : who === '' ? said : `${said} ${who}`;
}

/** An id without its dashes is the same id. */
function dashed(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
