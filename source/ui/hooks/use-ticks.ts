/** Time that passes while something is on the screen. */
import { useIsScreenReaderEnabled } from 'ink';
import { useEffect, useMemo, useState } from 'react';

/** How many ticks of so many milliseconds have passed since it began to run; 0 while it does not. */
export function useTicks(milliseconds: number, isRunning = true): number {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTicks((passed) => passed + 1), milliseconds);
    return () => {
      clearInterval(timer);
      setTicks(0);
    };
  }, [milliseconds, isRunning]);
  return ticks;
}

/** How many seconds have passed since the news last changed; 0 while there are none. */
export function useSecondsSince(news: string | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (news === undefined) return;
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [news]);
  return seconds;
}

/** The time, a minute old at the most: a wizard may stay open for hours, and its dates begin with now. */
export function useNow(now: () => Date): Date {
  const minutes = useTicks(60_000);
  return useMemo(now, [now, minutes]);
}

/** What is quicker needs no clock, which would only flicker. */
const firstShown = 5;

/**
 * How long something has been awaited, for an endpoint that does not answer must not look like a program that hangs:
 * ` · 12 s`, fresh every second, from the fifth on; nothing before, nothing where nothing is awaited, nothing read aloud.
 */
export function useWaited(isWaiting: boolean): string {
  const isStill = useIsScreenReaderEnabled();
  const seconds = useTicks(1000, isWaiting && !isStill);
  return seconds < firstShown ? '' : ` · ${seconds} s`;
}
