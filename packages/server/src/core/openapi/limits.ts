import { MOST_STREAMS_PER_OWNER } from '../live/event-streams.ts';
import { operations, USUAL_BODY } from '@relais/model';
import type { Operation } from '@relais/model';
import { defaultLimits } from '../limits/settings.ts';
import type { LimitRule } from '../limits/settings.ts';

const larger = Object.entries(operations as Readonly<Record<string, Operation>>).filter(
  ([, { largestBody }]) => largestBody !== undefined,
);
const LARGER = larger.map(([name]) => `\`${name}\``);
const LARGEST = Math.max(...larger.map(([, { largestBody = USUAL_BODY }]) => largestBody));

/** What holds for every route, in the words of the description. */
export function describeLimits(): string {
  const { request, hold, booking, link, feed } = defaultLimits.kinds;
  return [
    `Bodies are JSON of at most ${USUAL_BODY / 1024} KiB, but for those of ${LARGER.join(', ')}: at most ${LARGEST / 1024} KiB.`,
    'An address is an IPv4 address, or the first 56 bits of an IPv6 one.',
    `It may make ${say(request.address, 'requests')}; without a professional’s token ${say(hold.address, 'holds')}, ${say(booking.address, 'bookings')}, ${say(link.address, 'changes by link')} and ${say(feed.address, 'readings of calendars')}.`,
    ...(booking.contact ? [`A telephone number makes ${say(booking.contact, 'bookings')}.`] : []),
    'What is more is answered 429 with `Retry-After`; before that, holds and bookings ask for some work (`challenge-required`).',
    `It may keep ${MOST_STREAMS_PER_OWNER} event streams open; more are answered 503.`,
  ].join(' ');
}

function say({ points, seconds }: LimitRule, what: string): string {
  return `${points} ${what} in ${seconds} seconds`;
}
