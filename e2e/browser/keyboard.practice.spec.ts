import { deploy } from "../support/workloads";
import { expectFocus, tabTo } from "./focus";
import { expect, test } from "./test";
import { botPath, expectRecovered } from "./way-back";

test.use({ viewport: { width: 1440, height: 900 } });

test("the emergency path with the keyboard alone: the focus is seen, comes back after Escape, and is never caught", async ({
  page,
  stack,
  signIn,
  badDeploy,
}) => {
  const name = "keyed";
  await deploy(stack, { name, version: "1.1.0", replicas: 1 });
  await badDeploy({ name });
  const { keyboard } = page;
  await signIn("kim");
  const row = page.getByRole("link", { name, exact: true });
  await expect(page.locator('[data-verdict="failing"]').filter({ has: row })).toBeVisible({ timeout: 20_000 });

  await keyboard.press("Tab");
  await expectFocus(page.getByRole("link", { name: "Skip to the content" }));

  const search = page.getByRole("searchbox", { name: "Search bots" });
  await keyboard.press("/");
  await expectFocus(search);
  await keyboard.type("nothing is called this");
  await expect(page.getByText(/^No bot matches/)).toBeVisible();
  await keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await expectFocus(search);
  await keyboard.type(name);
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) })).toHaveCount(1);
  await tabTo(page, row);

  await keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard" });
  await expect(keys).toBeVisible();
  for (let step = 0; step < 3; step++) {
    await keyboard.press("Tab");
    expect(await keys.evaluate((dialog) => dialog.contains(document.activeElement)), "focus stays in the layer").toBe(true);
  }
  await keyboard.press("Escape");
  await expectFocus(row);

  await keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await keyboard.press("Escape");
  await expectFocus(row);

  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name} is failing.`);
  await keyboard.press("r");
  const red = page.getByRole("button", { name: "Roll back to 1.1.0" });
  await expect(red).toBeEnabled();
  await keyboard.press("Escape");
  await page.waitForURL((url) => url.pathname === botPath({ name }));
  const open = page.getByRole("link", { name: "Rollback Production" });
  await tabTo(page, open);
  await keyboard.press("Enter");

  await expect(red).toBeEnabled();
  await expect(page.locator('li[data-guard="dry-run"]')).toBeAttached();
  const another = page.getByRole("button", { name: "choose another" });
  await tabTo(page, another);
  await keyboard.press("Enter");
  await expect(another).toHaveAttribute("aria-expanded", "true");
  await keyboard.press("Enter");
  await expectFocus(another);
  const reason = page.getByRole("button", { name: "wrong answers" });
  await tabTo(page, reason);
  await keyboard.press("Space");
  await expect(reason).toHaveAttribute("aria-pressed", "true");
  await expectFocus(reason);
  await tabTo(page, red);
  await keyboard.press("Shift+Tab");
  await expectFocus(page.getByRole("link", { name: "Cancel" }));
  await keyboard.press("Tab");
  await expectFocus(red);
  await keyboard.press("Enter");

  await page.waitForURL(/\/rollbacks\/rb_/);
  await expectRecovered(page);
  const why = page.getByRole("button", { name: "Change the reason…" });
  await tabTo(page, why);
  await keyboard.press("Enter");
  await expectFocus(page.getByLabel("Why was this rolled back?"));
  await keyboard.press("Escape");
  await expectFocus(why);
});
