/** So many questions at once, and then one more every so often, are more than anybody types. */
const atOnce = 60;
const oneMoreAfter = 2000; // milliseconds

/**
 * Counts what each person asks, so that one who floods us takes no time from the others. What is kept of a person
 * is forgotten once they have been quiet for a minute.
 * @param now milliseconds that only go up
 * @returns says of each question whether it is to be answered
 */
export function paceOfPeople(now = () => performance.now()): (person: string) => boolean {
  /** When each person's questions are all paid off. The longest quiet come first. */
  const paidOff = new Map<string, number>();
  return (person) => {
    const at = now();
    for (const [other, time] of paidOff) {
      if (time > at) break;
      paidOff.delete(other);
    }
    const from = Math.max(at, paidOff.get(person) ?? at);
    if (from + oneMoreAfter > at + atOnce * oneMoreAfter) return false;
    paidOff.delete(person); // set anew, so that it stands last
    paidOff.set(person, from + oneMoreAfter);
    return true;
  };
}
