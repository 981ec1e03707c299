/** Months side by side, with what runs on their days. */
import { memo, useMemo } from 'react';
import {
  type MonthsOptions,
  monthRows,
  monthsLegend,
  monthsPicture,
  monthsWords,
} from '../../schedule/picture/months.js';
import { PictureRows } from './picture.js';

export type CalendarProps = MonthsOptions & { readonly hasLegend: boolean };

/** Rows that a calendar takes: title, weekdays, six weeks, and what the characters mean. */
const calendarRows = monthRows + 1;

/** See {@link monthsPicture}; it is drawn anew only where something in it has changed. */
export const Calendar = memo(function Calendar({ hasLegend, ...options }: CalendarProps) {
  const picture = useMemo(() => {
    const months = monthsPicture(options);
    const empty = Array.from({ length: monthRows - months.length }, () => []);
    const legend = monthsLegend({ hasOthers: options.others.size > 0 });
    return hasLegend ? [...months, ...empty, legend] : months;
  }, [hasLegend, ...Object.values(options)]);
  const rows = hasLegend ? calendarRows : monthRows;
  return <PictureRows picture={picture} rows={rows} spoken={monthsWords(options)} />;
});
