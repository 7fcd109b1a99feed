/** The sink's words in English. */
export const sink = {
  title: 'Messages that were caught',
  lead: 'No gateway is set up here. What would have been sent to people is shown below, and can be answered as they would.',
  signedOut: 'Coordinators alone may look at this. Sign in with a coordinator’s link in this browser.',
  off: 'The sink is not switched on here (SINK=on).',
  unreachable: 'No answer from the server. This page goes on by itself when it is back.',
  empty: 'Nothing has been sent yet. Offer somebody a place at the desk; the message shows here after a few seconds.',
  answer: 'Answer as this phone',
  answered: 'answered',
  send: 'Send',
};

export type SinkWords = typeof sink;
