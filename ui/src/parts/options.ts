import { t } from '../lib/i18n/index.svelte';
import type { Channel, Outcome, Purpose } from '../lib/types';
import type { IconName } from '../lib/ui/icons';

export const channelIcons: Record<Channel, IconName> = {
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
  peace: 'peace',
};

const contactChannels: readonly Channel[] = ['call', 'visit', 'email', 'sms', 'letter', 'counter'];
const contactPurposes: readonly Purpose[] = [
  'news',
  'advice',
  'thanks',
  'welcome',
  'apology',
  'plan',
  'other',
];
export const outcomes: readonly Outcome[] = ['reached', 'noAnswer', 'willCome', 'came', 'peace'];
const messageChannels: readonly Channel[] = ['email', 'sms', 'letter', 'chat'];

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
