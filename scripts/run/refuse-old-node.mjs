/** The same versions as "engines" in package.json; a 21 or 23 lacks what its neighbours have. */
export function refuseOldNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  const isFine = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
  if (!isFine)
    throw new Error(
      `Lastgood needs Node.js 20.19 or newer in 20, 22.13 or newer in 22, or 24 and up; this is ${version}. See https://nodejs.org.`,
    );
}
