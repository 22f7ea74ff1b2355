/** Words that a sentence goes on with after `token: ` or `--token `: it is about the token, not the token. Nobody's password is among them. */
const WORDS = new Set(
  (
    "a an and any all are as ask at be because been before both but by can cannot check continue contains could delete deleted dial different each either empty " +
    "eof error every expected expired failed for forbidden found from get give gives go had has have he if in invalid is it its json lookup made make makes " +
    "malformed may might missing must neither never no nobody none nor not nothing now of on one only open opens or other our post put read required " +
    "rpc see seems send set she should since so some somebody stays still than that the their them then there these they this those to too try two unable " +
    "unauthorized unexpected unknown unless unsupported until use used uses using was we were what when where whether which while who why will with without " +
    "wrong x509 yet you your duplicate http"
  ).split(" "),
);

/** Whether a word that comes after a credential's name and a colon only goes on with the sentence. */
export function goesOn(word: string): boolean {
  return WORDS.has(word.replace(/[.,:;!?]$/, "").toLowerCase());
}
