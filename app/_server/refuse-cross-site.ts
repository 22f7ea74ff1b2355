import { AppError } from "@/lib/platform/app-error";
import { publicOrigin } from "./public-origin";

/**
 * Lets a write through only when our own page sent it, as JSON. Origin, Sec-Fetch-Site and content type are all asked for, and one that is missing
 * refuses: SameSite cookies do not stop a sibling host, and a form can send neither JSON nor these headers.
 *
 * @throws AppError `cross-site`
 */
export function refuseCrossSite(request: Request, configuredOrigin: string | null): void {
  mustComeFromOwnPage(request, configuredOrigin);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("cross-site", "A change must be sent as application/json. Nothing was changed.");
  }
}

/** @throws AppError `cross-site` */
export function mustComeFromOwnPage(request: Request, configuredOrigin: string | null): void {
  const origin = publicOrigin(request, configuredOrigin);
  if (request.headers.get("origin") !== origin) {
    const hint =
      configuredOrigin === null
        ? "Reload the page and try again."
        : `Lastgood is configured to be opened at ${origin}: open it there and try again.`;
    throw new AppError("cross-site", `This was not sent by a page of Lastgood. Nothing was changed. ${hint}`);
  }
  if (request.headers.get("sec-fetch-site") !== "same-origin") {
    throw new AppError(
      "cross-site",
      "The browser does not say that a page of Lastgood sent this. Nothing was changed. Reload the page, or use a current browser.",
    );
  }
}
