/**
 * Every sentence of an answer that does not come from a record. Few, and without facts: no figure, no
 * name. What stands in the gaps is a record's own words.
 */
export const phrases = {
  passed: 'This has passed.',
  datePassed: 'This date has passed.',
  toBeConfirmed: 'The date is to be confirmed.',
  glossaryMeaning: 'This meaning is from our glossary: the documents do not spell it out.',
  unknown: "I don't know that: I can't find it in the documents that I answer from.",
  tryThis: 'Try naming a programme, an area or an event, or ask a coordinator.',
  empty: 'Ask me about a programme, an area or an event.',
  noLead: 'The documents do not say who leads this.',
  noDate: 'The documents give no date for this.',
  noFigure: 'The documents do not give that figure.',
  noContact: 'The documents do not give those contact details.',
  noName: 'The documents do not name that person.',
  noResult: 'The documents do not give results for this.',
  noPlace: 'The documents do not say where.',
  noTime: 'The documents do not say at what time.',
  noList: 'The documents do not say which.',
  noReason: 'The documents give no reason for this.',
  caseDetails:
    'This seems to be about a particular child or family. Please leave out names and details: I can only help with general questions. If a child may be at risk, tell your safeguarding lead now.',
  didYouMean: 'Did you mean one of these?',
  inArea: 'It covers:',
  partners: 'The record names these partners:',
  networks: 'The record names these networks and boards:',
  authorities: 'The local authorities are:',
  means: (term: string, meaning: string) => `${term} means ${meaning}.`,
  reviewDue: 'This answer is due to be checked again.',
  answeredBy: (name: string, day: string) => `Answered by ${name} on ${day}`,
  source: (words: string) => `Source: ${words}.`,
};

/** Questions that we suggest. The title is the record's; they are asked back as they stand. */
export const asks = {
  about: (title: string) => `Tell me about ${title}`,
  why: (title: string) => `What is the reason for ${title}?`,
  lead: (title: string) => `Who leads ${title}?`,
  when: (title: string) => `When is the ${title}?`,
};

export const glossarySection = 'Glossary';
