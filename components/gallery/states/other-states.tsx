import { Door } from "@/components/access/door";
import { SetUpForm } from "@/components/access/set-up-form";
import { SignInForm } from "@/components/access/sign-in-form";
import { PageFailed } from "@/components/frame/page-failed";
import { ComparisonPage } from "@/components/rollbacks/comparison-page";
import { ComparisonRefused } from "@/components/rollbacks/comparison-refused";
import type { ReleaseComparison } from "@/lib/rollbacks/schemas";
import { WATCHED } from "../fixtures/fleet";
import { OMNISERVE, R_1_0_3, R_1_0_4, R_1_1_0, R_1_2_0 } from "../fixtures/omniserve";
import { PLAN } from "../fixtures/plan";
import { answers, listOf, type Network } from "../network";
import type { GalleryStates } from "../state";

const COMPARISON: ReleaseComparison = {
  from: R_1_2_0,
  to: R_1_1_0,
  fromBot: OMNISERVE,
  toBot: OMNISERVE,
  bots: [OMNISERVE],
  diff: PLAN.diff,
  notes: ["The tag 1.2.0 was seen with two digests: what it meant changed while it was live."],
};
const MOST_LINES = 10_000;
const LARGE: ReleaseComparison = {
  ...COMPARISON,
  notes: [],
  diff: {
    ...COMPARISON.diff,
    files: [
      {
        map: "omni-rules",
        key: "answers.txt",
        change: "changed",
        format: "text",
        note: null,
        hunks: [
          {
            fromLine: 1,
            toLine: 1,
            lines: Array.from({ length: MOST_LINES }, (_, index) => ({
              sign: index % 2 === 0 ? ("-" as const) : ("+" as const),
              text: `answer ${index >> 1}: ${index % 2 === 0 ? "escalate" : "reply"}`,
            })),
          },
        ],
        added: MOST_LINES / 2,
        removed: MOST_LINES / 2,
        unshown: 0,
      },
    ],
  },
};

const quiet: Network = {
  "GET /watchfulness": answers(WATCHED),
  "GET /alarms": listOf(),
  [`GET /bots/${OMNISERVE.id}/releases`]: listOf(R_1_2_0, R_1_1_0, R_1_0_4, R_1_0_3),
};
const compared = (comparison: ReleaseComparison): Network => ({
  ...quiet,
  [`GET /releases/${R_1_2_0.id}/diff/${R_1_1_0.id}`]: answers(comparison),
});
const comparison = <ComparisonPage from={R_1_2_0.id} to={R_1_1_0.id} />;

export const otherStates: GalleryStates = {
  "difference-ready": { title: "Two releases compared", screen: comparison, network: compared(COMPARISON) },
  "difference-large": { title: "Ten thousand lines differ", screen: comparison, network: compared(LARGE) },
  "difference-refused": {
    title: "One of them is not kept any more",
    screen: <ComparisonRefused why="What 1.0.1 was is not kept any more. Nothing was changed." />,
    network: quiet,
  },
  "sign-in": {
    title: "Sign in",
    framed: false,
    network: {},
    screen: (
      <Door title="Sign in." words="No account? An admin makes one for you.">
        <SignInForm to="/" />
      </Door>
    ),
  },
  "set-up": {
    title: "The first admin",
    framed: false,
    network: {},
    screen: (
      <Door title="Make the first account.">
        <SetUpForm secret="a-secret" />
      </Door>
    ),
  },
  "page-failed": { title: "A page could not be read", screen: <PageFailed digest="1234567890" retry={() => {}} />, network: quiet },
};
