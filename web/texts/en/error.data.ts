// Sentences for what went wrong: what happened, what it means for the work, what to do.
// Keys are `kind` and, where the server names one, `code` of a refusal.
export const error = {
  unreachable: 'The server does not answer.',
  unreachable_means: 'What you see is the last that arrived; nothing was changed. Check the network, then try again.',
  unavailable: 'The server cannot do this just now.',
  unavailable_means: 'Nothing was changed. Try again in a minute; if it fails twice, tell your administrator the id below.',
  invalid: 'Something in what was entered is not right.',
  invalid_means: 'Nothing was changed. Look at the marked fields and send it again.',
  forbidden: 'You may not do this.',
  forbidden_means: 'Nothing was changed, and the attempt is recorded. If you need it for your work, ask your supervisor.',
  missing: 'This is not shown to you.',
  missing_means: 'It does not exist, or it lies in a compartment you are not in. If somebody sent you the link, ask them or your supervisor.',
  conflict: 'This is no longer as you saw it.',
  conflict_means: 'Somebody else changed it in the meantime; nothing of yours was written. Look at it again, then decide.',
  bug: 'Something broke in the programme.',
  bug_means: 'Nothing of this step was written. Try again; if it fails twice, tell your administrator the id below.',
  session: 'Your session has ended.',
  session_means: 'Sign in again; you come back to the same page.',
  page: 'This page broke.',
  page_means: 'Your work is kept on the server. Load the page again; if it breaks twice, tell your administrator the detail below.',
  reload: 'Load the page again',
}
