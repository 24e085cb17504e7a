/** lunr brings no types: what we use of it. */
declare module 'lunr' {
  type Builder = { ref(name: string): void; field(name: string): void; add(record: object): void };
  export default function lunr(build: (this: Builder) => void): {
    search(query: string): { ref: string; score: number }[];
  };
}
