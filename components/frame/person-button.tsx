"use client";

import { useState, type ComponentType } from "react";
import { usePerson } from "./person-context";
import { PERSON_BUTTON_CLASS, PersonFace } from "./person-face";

const load = () => import("./person-menu").then(({ PersonMenu }) => PersonMenu);

/** Opens the account's menu. What the menu is made of weighs as much as all of a page, so that it is fetched by whoever reaches for it. */
export function PersonButton() {
  const { name, role } = usePerson();
  const [Menu, setMenu] = useState<ComponentType | null>(null);
  if (Menu) return <Menu />;
  const reach = () => void load().catch(() => undefined);
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={`${name}, ${role}: account`}
      onPointerEnter={reach}
      onFocus={reach}
      onClick={() => void load().then((loaded) => setMenu(() => loaded))}
      className={PERSON_BUTTON_CLASS}
    >
      <PersonFace name={name} />
    </button>
  );
}
