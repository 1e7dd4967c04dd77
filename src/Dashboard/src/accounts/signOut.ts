import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { queries } from '../http/queries';
import { session } from './session';

/** Signs out here at once; the server is told, and when it can't be, the session runs out by itself. */
export async function signOut(): Promise<void> {
  try {
    await ask('/api/v1/auth/sign-out', { method: 'POST' });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  } finally {
    session.end();
    queries.clear();
  }
}
