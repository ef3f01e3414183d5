import type { Activity } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';

/** Channels have one service address a region; more than a few at once are not to be expected. */
const MOST_CLIENTS = 50;

/**
 * Lets turns share the clients that talk to the channel. The SDK makes two new ones for each message, a sixth of the work of a simple turn; they
 * hold nothing of a conversation, and renew their own access tokens.
 */
export class CachedClients extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #userTokens = new Map<string, Promise<UserTokenClient>>();

  constructor(inner: BotFrameworkAuthentication) {
    super();
    this.#inner = inner;
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const result = await this.#inner.authenticateRequest(activity, authHeader);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  override authenticateStreamingRequest(authHeader: string, channelIdHeader: string): Promise<AuthenticateRequestResult> {
    return this.#inner.authenticateStreamingRequest(authHeader, channelIdHeader);
  }

  override createConnectorFactory(claimsIdentity: ClaimsIdentity): ConnectorFactory {
    return new CachedConnectorFactory(this.#inner.createConnectorFactory(claimsIdentity), this.#connectors, appOf(claimsIdentity));
  }

  override createUserTokenClient(claimsIdentity: ClaimsIdentity): Promise<UserTokenClient> {
    return remember(this.#userTokens, appOf(claimsIdentity), () => this.#inner.createUserTokenClient(claimsIdentity));
  }
}

class CachedConnectorFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #clients: Map<string, Promise<ConnectorClient>>;
  readonly #app: string;

  constructor(inner: ConnectorFactory, clients: Map<string, Promise<ConnectorClient>>, app: string) {
    super();
    this.#inner = inner;
    this.#clients = clients;
    this.#app = app;
  }

  override create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    return remember(this.#clients, JSON.stringify([this.#app, audience, serviceUrl]), () => this.#inner.create(serviceUrl, audience));
  }
}

/** The bot that a call is for; nobody in particular when calls aren't signed. */
function appOf(claimsIdentity: ClaimsIdentity): string {
  return claimsIdentity.getClaimValue(AuthenticationConstants.AudienceClaim) ?? '';
}

/** Makes a client once for each key. One that could not be made is tried again; the oldest make room. */
function remember<T>(clients: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = clients.get(key);
  if (known !== undefined) return known;
  const made = make();
  clients.set(key, made);
  made.catch(() => clients.delete(key));
  if (clients.size > MOST_CLIENTS) clients.delete(clients.keys().next().value!);
  return made;
}
