import type { Entry } from './outbox';

const Name = 'platform-vendor';
const Store = 'outbox';

/** What waits to be sent, kept in the browser's database (pictures don't fit anywhere else). */
export class OutboxStore {
  private opening: Promise<IDBDatabase> | null = null;

  async all(): Promise<Entry[]> {
    const entries = await this.run<Entry[]>('readonly', (store) => store.getAll());
    return entries.sort((a, b) => a.at - b.at);
  }

  async put(entry: Entry): Promise<void> {
    await this.run('readwrite', (store) => store.put(entry));
  }

  async remove(key: string): Promise<void> {
    await this.run('readwrite', (store) => store.delete(key));
  }

  private async run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    const database = await this.open();
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(Store, mode);
      const request = ask(transaction.objectStore(Store));
      // Done means written: a request that succeeded may still be rolled back.
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s database gave up'));
    });
  }

  private open(): Promise<IDBDatabase> {
    this.opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(Name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(Store, { keyPath: 'key' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('The browser keeps no database'));
    });
    return this.opening;
  }
}
