import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook, type ButtonSize } from "./button-class";

export function ButtonLink({
  look = "plain",
  size = "regular",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { look?: ButtonLook; size?: ButtonSize }) {
  return <Link {...rest} className={buttonClass({ look, size, className })} />;
}
