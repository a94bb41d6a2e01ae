// Every key and what it means, once for the whole console: a page binds meanings, never letters.
export const keys = {
  next: { key: 'j', says: 'frame.keyNext', group: 'move' },
  previous: { key: 'k', says: 'frame.keyPrevious', group: 'move' },
  open: { key: 'Enter', says: 'frame.keyOpen', group: 'move' },
  back: { key: 'Escape', says: 'frame.keyBack', group: 'move' },
  select: { key: 'x', says: 'frame.keySelect', group: 'move' },
  offer: { key: 'e', says: 'frame.keyOffer', group: 'do' },
  acknowledge: { key: 'a', says: 'frame.keyAcknowledge', group: 'do' },
  return: { key: 'r', says: 'frame.keyReturn', group: 'do' },
  register: { key: 'c', says: 'frame.keyRegister', group: 'do' },
  link: { key: 'l', says: 'frame.keyLink', group: 'do' },
  filter: { key: 'f', says: 'frame.keyFilter', group: 'move' },
  new: { key: '.', says: 'frame.keyNew', group: 'move' },
  undo: { key: 'z', says: 'frame.keyUndo', group: 'frame' },
  search: { key: '/', says: 'frame.keySearch', group: 'frame' },
  map: { key: '?', says: 'frame.keyMapKey', group: 'frame' },
  palette: { key: 'Ctrl-K', says: 'frame.keyPalette', group: 'frame' },
} as const
