// Objects of hot loops are made field by field, so that all are of one shape. Whoever gives such a type a new optional field is told by the
// compiler where it would be lost: `{ … } satisfies Whole<T>`.
export type Whole<T> = { [K in keyof Required<T>]: T[K] }
