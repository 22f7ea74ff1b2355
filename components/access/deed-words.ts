/** Where the subject goes is a `…`. */
const DEEDS: Record<string, string> = {
  "rollback.confirm": "started a rollback of …",
  "rollback.recovered": "saw … recover",
  "rollback.failed": "saw the rollback of … fail",
  "rollback.errored": "could not carry on the rollback of …",
  "rollback.superseded": "saw a newer deploy take over from the rollback of …",
  "rollback.reverted": "saw the rollback of … undone",
  "rollback.aborted": "stopped the rollback of …",
  "rollback.delete-pods": "set out to delete pods that were in the way of the rollback of …",
  "rollback.keep-pods": "left pods alone that were to be deleted for the rollback of …",
  "rollback.change-reason": "changed the reason for the rollback of …",
  "release.mark-bad": "marked … bad",
  "release.unmark-bad": "took the mark of … back",
  "release.lift-quarantine": "lifted the quarantine of …",
  "hold.lift": "lifted the hold of …",
  "hold.extend": "extended the hold of …",
  "hold.hand-over": "handed over the hold of …",
  "hold.expire": "let the hold of … end",
  "release.reveal": "looked at the hidden value of …",
  "support-note.write": "wrote the support note of …",
  "support-note.remove": "removed the support note of …",
  "public-link.create": "made a public link to the status of …",
  "public-link.revoke": "revoked a public link to the status of …",
  "session.begin": "signed in as …",
  "session.refuse": "refused …",
  "user.add": "added …",
  "user.change-role": "changed the role of …",
  "user.disable": "disabled …",
  "user.enable": "enabled …",
  "user.reset-password": "set a new password for …",
  "token.create": "made …",
  "token.revoke": "revoked …",
  "secret-key.rotate": "replaced …",
  "secret-key.forget": "threw away …",
  "namespaces.choose": "chose …",
  "audit.export": "exported …",
};

/** What somebody did, to follow their name; an action that has no words yet is shown as recorded. */
export function deedWords({ action, subject }: { action: string; subject: string }): string {
  return (DEEDS[action] ?? `${action}: …`).replace("…", () => subject);
}
