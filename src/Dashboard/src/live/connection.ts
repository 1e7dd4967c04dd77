import { HubConnectionBuilder, HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import { session } from '../accounts/session';
import { withBody, type LiveEvent, type NowEvent, type Resync } from './events';

export type LiveState = 'idle' | 'connecting' | 'connected' | 'lost';

/** The server pings every second; two seconds of silence mean that nobody is there. */
const ServerTimeoutMs = 2_000;
const KeepAliveMs = 5_000;
/** After a shorter break the stream alone tells what was missed; after a longer one everything is read again, too. */
const BlinkMs = 1_000;
const RetryMs = [0, 300, 700, 1_500, 2_500] as const;

interface Listeners {
  happened: Set<(event: LiveEvent) => void>;
  now: Set<(event: NowEvent) => void>;
  resync: Set<() => void>;
  state: Set<() => void>;
}

/**
 * The live stream: one connection for the app, joined to what was read by its log position, so that nothing is missed
 * and nothing is applied twice, also across a reconnect.
 */
class LiveConnection {
  state: LiveState = 'idle';
  /** When the stream was last known to be true; what is on the screen is from then. */
  lastTrueAt = Date.now();
  /** The last position that was told, or the one that the first snapshot was true at. */
  seen: number | null = null;

  private hub: HubConnection | null = null;
  private topics: readonly string[] = [];
  private readonly listeners: Listeners = { happened: new Set(), now: new Set(), resync: new Set(), state: new Set() };

  /** Starts, or starts again with other topics or as somebody else. `from` is the position of the first snapshot. */
  start(topics: readonly string[], from: number | null): void {
    this.stop();
    this.topics = topics;
    this.seen = from;
    const hub = this.build();
    this.hub = hub;
    this.become('connecting');
    void this.connect(hub, 0);
  }

  stop(): void {
    const hub = this.hub;
    this.hub = null;
    this.become('idle');
    if (hub !== null) void hub.stop();
  }

  on<K extends keyof Listeners>(kind: K, listener: Listeners[K] extends Set<infer F> ? F : never): () => void {
    const set = this.listeners[kind] as Set<typeof listener>;
    set.add(listener);
    return () => set.delete(listener);
  }

  /** Gives the line up at once when the network is gone, instead of waiting for pings that can't come. */
  networkGone(): void {
    if (this.state !== 'connected' || this.hub === null) return;
    this.become('lost');
    // Its end starts the next attempts.
    void this.hub.stop();
  }

  private build(): HubConnection {
    const account = session.accountId;
    const hub = new HubConnectionBuilder()
      .withUrl(account === null ? '/live' : `/live?account=${encodeURIComponent(account)}`, {
        skipNegotiation: true,
        transport: HttpTransportType.WebSockets,
        accessTokenFactory: async () => (await session.accessToken()) ?? '',
      })
      .configureLogging(LogLevel.None)
      .build();
    hub.serverTimeoutInMilliseconds = ServerTimeoutMs;
    hub.keepAliveIntervalInMilliseconds = KeepAliveMs;
    hub.on('Happened', (event: LiveEvent) => this.happened(event));
    hub.on('Now', (event: NowEvent) => this.tellNow(withBody(event)));
    hub.on('Resync', (resync: Resync) => this.resync(resync));
    hub.onclose(() => {
      if (this.hub !== hub) return;
      this.become('lost');
      void this.connect(hub, 0);
    });
    return hub;
  }

  private async connect(hub: HubConnection, tries: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, RetryMs[Math.min(tries, RetryMs.length - 1)]));
    if (this.hub !== hub) return;
    try {
      if (hub.state === 'Disconnected') await hub.start();
      await this.subscribe(hub);
    } catch (error) {
      if (this.hub !== hub) return;
      if (!(error instanceof Error)) throw error;
      if (this.state === 'connecting' && tries > 0) this.become('lost');
      void this.connect(hub, tries + 1);
      return;
    }
    // Without a position the stream starts now, and nothing tells what lay between.
    const wasGone = this.state === 'lost' && (this.seen === null || Date.now() - this.lastTrueAt > BlinkMs);
    this.become('connected');
    if (wasGone) for (const listener of this.listeners.resync) listener();
  }

  /** What somebody's role may not hear is left out; the rest is heard all the same. */
  private async subscribe(hub: HubConnection): Promise<void> {
    try {
      await hub.invoke('Subscribe', this.topics, this.seen);
    } catch (error) {
      if (hub.state !== 'Connected' || this.topics.length < 2) throw error;
      const heard = await Promise.allSettled(this.topics.map((topic) => hub.invoke('Subscribe', [topic], this.seen)));
      if (heard.every(({ status }) => status === 'rejected')) throw error;
      // Told one after the other, the topics' pasts don't come in one order: what is on the screen is read again.
      for (const listener of this.listeners.resync) listener();
    }
  }

  private happened(event: LiveEvent): void {
    this.lastTrueAt = Date.now();
    // A reconnect may tell again what was in flight when the line broke.
    if (this.seen !== null && event.position <= this.seen) return;
    this.seen = event.position;
    const read = withBody(event);
    for (const listener of this.listeners.happened) listener(read);
  }

  private tellNow(event: NowEvent): void {
    for (const listener of this.listeners.now) listener(event);
  }

  private resync(resync: Resync): void {
    this.seen = resync.position;
    for (const listener of this.listeners.resync) listener();
  }

  private become(state: LiveState): void {
    if (this.state === 'connected') this.lastTrueAt = Date.now();
    this.state = state;
    for (const listener of this.listeners.state) listener();
  }
}

export const live = new LiveConnection();
