/** A link for a forgotten password, as it is answered once. */
export interface Reset {
  email: string;
  token: string;
}

/** What stays of it. */
export interface ResetRow {
  reset_id: string;
  email: string;
  made_by: string;
  account_id: string | null;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

/** What a link can still do. */
export function stateOf(reset: Pick<ResetRow, 'used_at' | 'expires_at'>, now: number): 'used' | 'open' | 'ended' {
  if (reset.used_at !== null) return 'used';
  return Date.parse(reset.expires_at) > now ? 'open' : 'ended';
}

/** Who made it, as far as it tells whom to ask. */
export function madeBy(reset: Pick<ResetRow, 'made_by' | 'account_id'>): string {
  if (reset.made_by.startsWith('system:')) return 'on the machine itself';
  return reset.account_id === null ? 'by a platform admin' : 'by an owner of the account';
}
