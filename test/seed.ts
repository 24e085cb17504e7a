/**
 * Where all that is random in the tests begins. It is the same in every run, so that what fails can be seen again
 * and nothing fails that has not changed; SEED asks for another, to look where nobody has looked.
 */
export const seed = Number(process.env.SEED ?? 20261122);
