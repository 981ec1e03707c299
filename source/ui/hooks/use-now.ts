/** The time, fresh every minute: a wizard may stay open for hours, and its dates begin with now. */
import { useEffect, useState } from 'react';

/** The time, a minute old at the most. */
export function useNow(now: () => Date): Date {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 60_000);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
