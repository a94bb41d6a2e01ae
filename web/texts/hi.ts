// Every Hindi sentence of the console, by feature: the same keys as in English, whole sentences, never joined pieces.
import type { Texts } from './texts.ts'
import { error } from './hi/error.data.ts'
import { frame } from './hi/frame.data.ts'
import { ui } from './hi/ui.data.ts'

export const hi: Texts = { frame, ui, error }
