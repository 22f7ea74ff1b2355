import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook, type ButtonSize } from "./button-class";

type Props = Omit<ComponentProps<"button">, "disabled"> & {
  look?: ButtonLook;
  size?: ButtonSize;
  /** Off, but still reachable by keyboard and screen reader: say why beside it and point `aria-describedby` there. */
  off?: boolean;
};

export function Button({ look = "plain", size = "regular", off = false, className = "", type = "button", onClick, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={off || undefined}
      onClick={(event) => (off ? event.preventDefault() : onClick?.(event))}
      className={buttonClass({ look, size, className })}
    />
  );
}
