import { deploy } from "../support/workloads";
import { hear } from "./said";
import { expect, test } from "./test";
import { botPath, expectRecovered } from "./way-back";

/** What is said of a run on its way; a short phase may be over before anybody hears of it. */
const PHASES = [
  "Telling the cluster.",
  "The cluster accepted it. Pods are being replaced.",
  "All pods run the release. Health is being checked.",
];

test.use({ viewport: { width: 1440, height: 900 } });

test("the emergency path as a screen reader has it: each thing with its role and name, each phase of the run said once", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  const name = "read-aloud";
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await badDeploy({ name });
  await signIn("kim");
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(page.locator('[data-verdict="failing"]').and(row)).toBeVisible({ timeout: 20_000 });
  await expect(row).toMatchAriaSnapshot(`
    - listitem:
      - text: failing
      - heading "${name}" [level=2]:
        - link "${name}"
      - paragraph: Production
      - paragraph: "1.2.0"
      - paragraph: /^live /
      - paragraph: /crashes on start/
      - paragraph:
        - text: /by ci-release/
      - link "Roll back ${name} in Production to 1.1.0"
  `);

  await page.goto(botPath({ name }));
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - navigation "Where this is":
        - link "Fleet"
      - heading "${name} is failing." [level=1]
      - paragraph: /crashes on start/
      - paragraph: /^It runs 1\\.2\\.0, live for .+, brought by ci-release\\.$/
      - link "Rollback Production"
      - paragraph: to 1.1.0
      - region "History":
        - heading "History" [level=2]
      - complementary "Now":
        - region "Could we go back now?":
          - paragraph: /^Yes, to 1\\.1\\.0/
  `);
  await page.getByRole("link", { name: "Rollback Production" }).click();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeAttached();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Roll back ${name} in Production" [level=1]
      - button "choose another"
      - region "What will change":
        - region "container bot":
          - list:
            - listitem: "goes: image: omniserve:1.2.0"
            - listitem: "comes: image: omniserve:1.1.0"
      - region "Checked":
        - list:
          - listitem: "fine: You may do this, and Lastgood may in the cluster."
          - listitem: "fine: The cluster accepts it (dry run)."
      - group "Why? optional":
        - button "wrong answers"
      - link "Cancel"
      - button "Roll back to 1.1.0"
  `);

  const ear = await hear(page);
  await page.getByRole("button", { name: "Roll back to 1.1.0" }).click();
  await page.waitForURL(/\/rollbacks\/rb_/);
  await expectRecovered(page);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - status: /^Recovered in .+ s/
      - timer "Time since the rollback started"
      - heading /^Recovered in .+ s/ [level=1]
      - button "Say why…"
      - list "Steps":
        - listitem: /^Recorded , done after/
      - complementary "Pods and what to do next":
        - link "Read the incident report"
        - link "Undo this rollback"
  `);
  const said = await ear.said();
  expect(said.at(-1)).toMatch(/^Recovered in /);
  expect(said).toEqual([...new Set(said)]);
  expect(PHASES.filter((phase) => said.includes(phase))).toEqual(said.slice(0, -1));
});
