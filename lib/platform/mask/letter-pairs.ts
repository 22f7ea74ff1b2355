/** Which letters follow which in the words of people and programs: the pairs that make up 98 % of both. The rest is rare in names and common in random text. */
const FOLLOWERS = {
  a: "bcdfgiklmnprstuvy",
  b: "aeilorsu",
  c: "acehiklorstu",
  d: "adeilorsu",
  e: "abcdefgilmnopqrstvwxy",
  f: "aefiloruy",
  g: "aehilnorsu",
  h: "aeiortu",
  i: "abcdefglmnoprstvxz",
  j: "es",
  k: "eis",
  l: "adeilostuy",
  m: "abeimopsu",
  n: "acdefgiknostuv",
  o: "abcdfgiklmnoprstuvw",
  p: "aehiloprstu",
  q: "u",
  r: "acdefgiklmnoprstuvy",
  s: "acehiklopstuy",
  t: "acehilorstuy",
  u: "abcdegilmnprst",
  v: "aei",
  w: "aehinors",
  x: "eipt",
  y: "ps",
  z: "e",
};

/** Upper and lower case of a letter end in the same five bits. */
const LETTER = 31;
const COMMON = new Uint8Array(1024);
for (const [first, followers] of Object.entries(FOLLOWERS)) {
  for (const second of followers) COMMON[indexOf(first.charCodeAt(0), second.charCodeAt(0))] = 1;
}

/** Whether two letters, given by their codes, are an everyday sight next to each other, in either case. */
export function isCommonPair(first: number, second: number): boolean {
  return COMMON[indexOf(first, second)] === 1;
}

function indexOf(first: number, second: number): number {
  return (first & LETTER) * 32 + (second & LETTER);
}
