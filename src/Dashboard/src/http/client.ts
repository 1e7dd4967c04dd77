import { session } from '../accounts/session';
import { answered, keyOf } from './intents';
import { Problem, problemOf, unreachable } from './problem';

/** An answer, the log position it is true at, and the object's version. */
export interface Answer<T> {
  value: T;
  position: number | null;
  version: number | null;
}

export interface Send {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  form?: FormData;
  /** Of a command whose caller knows its intent better than its words; left out, the same again is the same command
   * until it was answered. */
  idempotencyKey?: string;
  version?: number;
  /** Public routes: no token, and a 401 is an answer like any other. */
  anonymous?: boolean;
  signal?: AbortSignal;
}

const PauseBeforeRetryMs = 400;

/** Asks the API. Throws a Problem for everything that is not a success. */
export async function ask<T>(path: string, send: Send = {}): Promise<Answer<T>> {
  const response = isCommandWithoutKey(send) ? await fetchOnceMeant(path, send) : await fetchSigned(path, send);
  const position = numberOf(response.headers.get('X-Position'));
  const version = numberOf(response.headers.get('ETag')?.replaceAll(/[W/"]/g, '') ?? null);
  const text = response.status === 204 ? '' : await response.text();
  return { value: (text === '' ? null : JSON.parse(text)) as T, position, version };
}

/** A file, like a recording. */
export async function download(path: string): Promise<Blob> {
  return (await fetchSigned(path, {})).blob();
}

/** Like ask, for callers who only want the value. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask<T>(path, { signal })).value;
}

function isCommandWithoutKey(send: Send): boolean {
  return (
    (send.method ?? 'GET') !== 'GET' && !send.anonymous && send.form === undefined && send.idempotencyKey === undefined
  );
}

async function fetchOnceMeant(path: string, send: Send): Promise<Response> {
  const command = `${send.method} ${path} ${send.version ?? ''} ${JSON.stringify(send.body)}`;
  try {
    const response = await fetchSigned(path, { ...send, idempotencyKey: keyOf(command) });
    answered(command);
    return response;
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) answered(command);
    throw error;
  }
}

async function fetchSigned(path: string, send: Send): Promise<Response> {
  let response = await fetchOnce(path, send, send.anonymous ? null : await session.accessToken());
  if (response.status === 401 && !send.anonymous) {
    const renewed = await session.renew();
    if (renewed === null) throw await problemOf(response);
    response = await fetchOnce(path, send, renewed);
    if (response.status === 401) session.end();
  }
  if (response.status === 503 && canRepeat(send)) {
    await new Promise((resolve) => setTimeout(resolve, PauseBeforeRetryMs));
    response = await fetchOnce(path, send, send.anonymous ? null : await session.accessToken());
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

function canRepeat(send: Send): boolean {
  return (send.method ?? 'GET') === 'GET' || send.idempotencyKey !== undefined;
}

async function fetchOnce(path: string, send: Send, token: string | null): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  const account = session.accountId;
  if (account !== null && !send.anonymous) headers.set('X-Account', account);
  if (send.body !== undefined) headers.set('Content-Type', 'application/json');
  if (send.idempotencyKey !== undefined) headers.set('Idempotency-Key', send.idempotencyKey);
  if (send.version !== undefined) headers.set('If-Match', `"${send.version}"`);
  try {
    return await fetch(path, {
      method: send.method ?? 'GET',
      headers,
      body: send.form ?? (send.body === undefined ? undefined : JSON.stringify(send.body)),
      signal: send.signal,
    });
  } catch (error) {
    if (error instanceof TypeError) throw unreachable();
    throw error;
  }
}

function numberOf(text: string | null): number | null {
  if (text === null || text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
