import { t } from '../lib/i18n/index.svelte';
import type { ContactChannel, Outcome, ContactPurpose } from '../lib/backend';
import type { IconName } from '../lib/ui/icons';

export const channelIcons: Record<ContactChannel, IconName> = {
  call: 'call',
  visit: 'visit',
  email: 'email',
  letter: 'letter',
  sms: 'sms',
  chat: 'message',
  counter: 'counter',
};

export const outcomeIcons: Record<Outcome, IconName> = {
  reached: 'call',
  noAnswer: 'close',
  willCome: 'calendar',
  came: 'check',
  peace: 'moon',
};

const contactChannels: readonly ContactChannel[] = ['call', 'visit', 'email', 'sms', 'letter', 'counter'];
const contactPurposes: readonly ContactPurpose[] = [
  'news',
  'advice',
  'thanks',
  'welcome',
  'apology',
  'plan',
  'other',
];
export const outcomes: readonly Outcome[] = ['reached', 'noAnswer', 'willCome', 'came', 'peace'];
const messageChannels: readonly ContactChannel[] = ['email', 'sms', 'letter', 'chat'];

export function channels() {
  return contactChannels.map((value) => ({
    value,
    label: t.words.channel[value],
    icon: channelIcons[value],
  }));
}

export function messages() {
  return messageChannels.map((value) => ({
    value,
    label: t.words.channel[value],
    icon: channelIcons[value],
  }));
}

export function purposes() {
  return contactPurposes.map((value) => ({ value, label: t.words.purpose[value] }));
}
