const PIN = /^(.+)@sha256:[0-9a-f]{64}$/;

/** Whether an image is the original's repository by digest and, where the pin was recorded, that very digest. */
export function isPinOf(image: string, original: string, recorded: string | undefined): boolean {
  const pinned = PIN.exec(image)?.[1];
  if (pinned === undefined || original === "" || (recorded !== undefined && recorded !== image)) return false;
  const [full, short] = [repositoryOf(pinned), repositoryOf(original)];
  // Container runtimes report `nginx` as `docker.io/library/nginx`.
  return full === short || full.endsWith(`/${short}`);
}

function repositoryOf(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^/:]+$/, "");
}
