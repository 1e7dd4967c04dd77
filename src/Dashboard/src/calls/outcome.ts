import { words } from '../format/words';

const colors: Readonly<Record<string, string>> = {
  order_placed: 'pine',
  booked: 'pine',
  callback_requested: 'orange',
  transferred: 'blue',
  inquiry: 'blue',
  voicemail_left: 'blue',
  missed: 'red',
  abandoned: 'orange',
  spam: 'red',
};

/** What a call came to, as a colour: green is business, orange needs somebody. */
export function outcomeColor(outcome: string | null): string {
  return colors[outcome ?? ''] ?? 'slate';
}

const ends: Readonly<Record<string, string>> = {
  user_hangup: 'the caller hung up',
  agent_hangup: 'the agent hung up',
  voicemail: 'reached a voicemail',
  ivr: 'reached a phone menu',
  inactivity: 'nobody spoke',
  max_duration: 'reached the longest time',
  dial_failed: 'could not be dialled',
  invalid_destination: 'the number does not exist',
  permission_denied: 'the provider did not allow it',
  provider_error: 'the provider failed',
  relay_error: 'the conversation was cut off',
  opted_out: 'asked not to be called',
  scam_block: 'blocked as a scam',
};

/** How a call ended, in a person's words. */
export function endText(reason: string): string {
  return ends[reason] ?? words(reason).toLowerCase();
}
