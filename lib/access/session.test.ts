import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { readSession, SESSION_SECONDS } from "./session";

const SECRET = "s".repeat(32);
const now = new Date();
const seconds = Math.floor(now.getTime() / 1000);
const CLAIMS = { userId: "usr_1", sessionVersion: 1, signedInAt: seconds };

const cookie = async (token: Record<string, unknown>, secret = SECRET) =>
  `lastgood-session=${await encode({ token, secret, maxAge: SESSION_SECONDS })}`;
const read = (cookies: string | null, secure = false) => readSession(cookies, { secret: SECRET, secure, now });

describe("a session cookie", () => {
  test("is read from among others", async () => {
    expect(await read(`a=b; ${await cookie(CLAIMS)}; lastgood-session-x=y`)).toEqual(CLAIMS);
  });

  test("is not read over https without its prefix, nor the other way round", async () => {
    const plain = await cookie(CLAIMS);
    expect(await read(plain, true)).toBeNull();
    expect(await read(`__Host-${plain}`, true)).toEqual(CLAIMS);
    expect(await read(`__Host-${plain}`)).toBeNull();
  });

  test("is over 12 h after signing in, however often it was renewed", async () => {
    expect(await read(await cookie({ ...CLAIMS, signedInAt: seconds - SESSION_SECONDS + 60 }))).not.toBeNull();
    expect(await read(await cookie({ ...CLAIMS, signedInAt: seconds - SESSION_SECONDS }))).toBeNull();
  });

  test.each([
    ["none", async () => null],
    ["an empty one", async () => "lastgood-session="],
    ["rubbish", async () => "lastgood-session=rubbish"],
    ["another Lastgood's", () => cookie(CLAIMS, "t".repeat(32))],
    ["one that says too little", () => cookie({ userId: "usr_1" })],
    ["one that says something else", () => cookie({ ...CLAIMS, sessionVersion: "1" })],
  ])("is nobody's: %s", async (_, cookies) => {
    expect(await read(await cookies())).toBeNull();
  });
});
