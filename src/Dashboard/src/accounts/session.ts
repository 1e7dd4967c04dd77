import { problemOf, unreachable } from '../http/problem';

/** What sign-in, refresh and accepting an invitation answer. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

interface Kept {
  access: string;
  refresh: string;
  expiresAt: number;
}

const TokensKey = 'platform.session';
const AccountKey = 'platform.account';
const RenewAheadMs = 20_000;

/**
 * Who is signed in, over all tabs. A refresh token works once, so tabs take turns (a lock) and the later one uses what
 * the earlier one got.
 */
class Session {
  private readonly listeners = new Set<() => void>();
  private renewing: Promise<string | null> | null = null;

  constructor() {
    if (typeof window === 'undefined') return;
    window.addEventListener('storage', (event) => {
      if (event.key === TokensKey || event.key === AccountKey) this.tell();
    });
  }

  get signedIn(): boolean {
    return this.kept() !== null;
  }

  get accountId(): string | null {
    return typeof localStorage === 'undefined' ? null : localStorage.getItem(AccountKey);
  }

  chooseAccount(id: string | null): void {
    if (id === null) localStorage.removeItem(AccountKey);
    else localStorage.setItem(AccountKey, id);
    this.tell();
  }

  begin(tokens: Tokens): void {
    this.keep(tokens);
    this.tell();
  }

  end(): void {
    localStorage.removeItem(TokensKey);
    localStorage.removeItem(AccountKey);
    this.tell();
  }

  /** A token that is good for a while yet, or null when nobody is signed in. */
  async accessToken(): Promise<string | null> {
    const kept = this.kept();
    if (kept === null) return null;
    return kept.expiresAt - Date.now() > RenewAheadMs ? kept.access : await this.renew();
  }

  /** A new token. Null, and signed out, when the server won't give one any more. */
  renew(): Promise<string | null> {
    this.renewing ??= this.renewInTurn().finally(() => (this.renewing = null));
    return this.renewing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async renewInTurn(): Promise<string | null> {
    const before = this.kept();
    if (before === null) return null;
    // Locks exist in secure contexts only; over plain http on a LAN each tab renews for itself.
    if (navigator.locks === undefined) return await this.renewNow();
    return await navigator.locks.request(TokensKey, async () => {
      const now = this.kept();
      const anotherTabDid = now !== null && now.refresh !== before.refresh;
      return anotherTabDid ? now.access : await this.renewNow();
    });
  }

  private async renewNow(): Promise<string | null> {
    const kept = this.kept();
    if (kept === null) return null;
    let response: Response;
    try {
      response = await fetch('/api/v1/auth/refresh', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refresh_token: kept.refresh }),
      });
    } catch (error) {
      if (error instanceof TypeError) throw unreachable();
      throw error;
    }
    if (response.status === 400 || response.status === 401 || response.status === 403) {
      this.end();
      return null;
    }
    if (!response.ok) throw await problemOf(response);
    const tokens = (await response.json()) as Tokens;
    this.keep(tokens);
    return tokens.access_token;
  }

  private keep(tokens: Tokens): void {
    const kept: Kept = {
      access: tokens.access_token,
      refresh: tokens.refresh_token,
      expiresAt: Date.now() + tokens.expires_in * 1000,
    };
    localStorage.setItem(TokensKey, JSON.stringify(kept));
  }

  private kept(): Kept | null {
    const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(TokensKey);
    return text === null ? null : (JSON.parse(text) as Kept);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
