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
