/** How long something has been awaited, for an endpoint that does not answer must not look like a program that hangs. */
import { useIsScreenReaderEnabled } from 'ink';
import { useEffect, useState } from 'react';

/** What is quicker needs no clock, which would only flicker. */
const firstShown = 5;

/** ` · 12 s`, fresh every second, from the fifth on; nothing before, nothing where nothing is awaited, nothing read aloud. */
export function useWaited(isWaiting: boolean): string {
  const isStill = useIsScreenReaderEnabled();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isWaiting || isStill) return;
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [isWaiting, isStill]);
  return seconds < firstShown ? '' : ` · ${seconds} s`;
}
