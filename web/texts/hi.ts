// Every Hindi sentence of the console, by feature: the same keys as in English, whole sentences, never joined pieces.
import { error } from './hi/error.data.ts'
import { alert, frame } from './hi/frame.data.ts'
import { gate } from './hi/gate.data.ts'
import * as shown from './hi/shown.data.ts'
import { ui } from './hi/ui.data.ts'
import * as words from './hi/words.data.ts'
import type { Texts } from './texts.ts'

export const hi: Texts = { alert, frame, ui, error, gate, ...words, ...shown }
