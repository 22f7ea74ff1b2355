import type { ReactNode } from "react";

type Where = { kind: "file"; file: string } | { kind: "variable" } | { kind: "asked" } | { kind: "unreadable"; file: string };

/** Where it is written which environments there are, and who can change it. */
export function WhereWords({ where }: { where: Where }): ReactNode {
  switch (where.kind) {
    case "file":
      return (
        <>
          Declared in <code className="version">{where.file}</code>, and changed there by whoever runs Lastgood: nothing on this page can be
          changed here. A change is taken over within a minute.
        </>
      );
    case "variable":
      return (
        <>
          Declared by <code className="version">LASTGOOD_NAMESPACES</code>, and changed there by whoever runs Lastgood. A{" "}
          <code className="version">lastgood.yaml</code> can say more of each. A restart takes changes over.
        </>
      );
    case "asked":
      return (
        <>
          Nothing is declared, so an admin chooses the namespaces. Everything else is as it is by default; a{" "}
          <code className="version">lastgood.yaml</code> can say more.
        </>
      );
    case "unreadable":
      return (
        <>
          <code className="version">{where.file}</code> cannot be read by this process now, or is not right: what follows is what was
          declared last. <code className="version">npm run lastgood -- doctor</code> says what is wrong.
        </>
      );
  }
}
