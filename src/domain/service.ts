/** Whose service it is: what the chat window shows of its operator. Addresses are absolute, or paths on this server. */
export interface ServiceInfo {
  readonly name: string;
  readonly logoUrl?: string | undefined;
  readonly imprintUrl?: string | undefined;
  readonly privacyUrl?: string | undefined;
  readonly accessibilityUrl?: string | undefined;
}

/** Answer to `GET /api/service`. */
export interface ServiceFacts extends ServiceInfo {
  /** Hours after the last message until a conversation is deleted. */
  readonly retentionHours: number;
  /** Longest message, in characters. */
  readonly maxTextLength: number;
}
