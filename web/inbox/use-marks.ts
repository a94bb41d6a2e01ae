// Which reports of the Inbox are selected and which one the keyboard stands on.
import type { Row } from '../reports/shapes.ts'
import { type RowMarks, useRowMarks } from '../ui/use-row-marks.ts'

export const useMarks = (rows: readonly Row[], { openAt, isElsewhere }: { openAt: number; isElsewhere: boolean }) =>
  useRowMarks(rows, { keyOf: (row) => row.reportId, openAt, isElsewhere })
export type Marks = RowMarks<Row>
