import { useId } from "react";
import type { Choice, PlanInput, PlanJson } from "@/lib/rollbacks/schemas";
import { CHOICE_WORDS, choiceMeaning } from "./choice-words";
import { useShownAtOnce } from "./use-shown-at-once";

type Props = { plan: PlanJson; asked: PlanInput; onAsk: (asked: PlanInput) => void };

/** Which part of the release comes back, and whether images are run by digest. Each answer makes another plan. */
export function WhatComesBack({ plan, asked, onAsk }: Props) {
  const [chosen, show] = useShownAtOnce(asked.choice ?? plan.choice);
  const pinnable =
    chosen === "config" ? [] : plan.coverage.images.filter(({ image, digests }) => digests.length > 0 && !image.includes("@"));

  return (
    <fieldset className="mb-3 rounded-lg border border-line bg-sunk p-1.5">
      <legend className="sr-only">What comes back</legend>
      {plan.choices.map(({ choice, because }) => (
        <Option
          key={choice}
          choice={choice}
          note={choiceMeaning(choice, plan.choices)}
          off={because !== null}
          checked={choice === chosen}
          onChoose={() => {
            show(choice);
            onAsk({ ...asked, choice });
          }}
        />
      ))}
      {pinnable.length > 0 && (
        <Pin
          images={pinnable}
          checked={asked.pinImages ?? plan.pinned.length > 0}
          onChange={(pinImages) => onAsk({ ...asked, pinImages })}
        />
      )}
    </fieldset>
  );
}

const ROW = "flex min-h-11 items-start gap-3 rounded-md px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent";
const INPUT = "mt-0.5 size-4 flex-none accent-ink focus-visible:outline-none";

type OptionProps = { choice: Choice; note: string; off: boolean; checked: boolean; onChoose: () => void };

/** One that is off stays within reach, so that everybody hears why. */
function Option({ choice, note, off, checked, onChoose }: OptionProps) {
  const id = useId();
  return (
    <label className={`${ROW} ${off ? "cursor-not-allowed!" : "hover:bg-raised has-checked:bg-raised"}`}>
      <input
        type="radio"
        name="choice"
        value={choice}
        checked={checked}
        aria-disabled={off || undefined}
        aria-describedby={id}
        onChange={() => !off && onChoose()}
        className={`${INPUT} ${off ? "opacity-40" : ""}`}
      />
      <span className="min-w-0">
        <span className={off ? "text-ink-2" : "font-title"}>{CHOICE_WORDS[choice]}</span>
        <span id={id} className="block text-sm text-ink-2">
          {off && <span className="sr-only">Not possible: </span>}
          {note}
        </span>
      </span>
    </label>
  );
}

type PinProps = { images: PlanJson["coverage"]["images"]; checked: boolean; onChange: (pin: boolean) => void };

function Pin({ images, checked: asked, onChange }: PinProps) {
  const [checked, show] = useShownAtOnce(asked);
  return (
    <label className={`${ROW} mt-1.5 border-t border-line hover:bg-raised`}>
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => {
          show(target.checked);
          onChange(target.checked);
        }}
        className={INPUT}
      />
      <span className="min-w-0">
        Run the very image that ran then, by its digest
        <span className="block text-sm text-ink-2">
          {images.slice(0, MOST_IMAGES).map(({ container, image, digests }) => (
            <span key={container} className="block break-words">
              <span className="version">{image}</span> was <span className="version">{digests[0]?.slice(0, 19)}</span>
              {digests.length > 1 && ", later another"}
            </span>
          ))}
          {images.length > MOST_IMAGES && <span className="block">and {images.length - MOST_IMAGES} more</span>}
        </span>
      </span>
    </label>
  );
}

const MOST_IMAGES = 3;
